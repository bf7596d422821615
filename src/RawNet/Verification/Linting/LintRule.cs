using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Something that a rule forbids, found in a packet.</summary>
/// <param name="Protocol">The layer in which it stands.</param>
/// <param name="Field">Wireshark's name of the field, or a word for what is missing.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What the clause demands.</param>
internal sealed record Breach(string Protocol, string Field, string Found, string Expected)
{
    /// <summary>Of a record, its place in the report from 0.</summary>
    public int? Record { get; init; }

    /// <summary>A field that has another value than the clause demands.</summary>
    public static Breach Of(scoped in View view, ScalarField field, string expected) =>
        new(view.Kind.Protocol.Name, field.Name, field.Format(field.Read(view)), expected);
}

/// <summary>Looks at one layer; null when it keeps the rule or the rule does not concern it.</summary>
internal delegate Breach? LintCheck(scoped in LintScene scene);

/// <summary>What one clause demands of the packets that are sent.</summary>
/// <param name="Name">A sentence: what is right.</param>
/// <param name="Clause">Where it is written; null when each table's own source is the clause.</param>
/// <param name="Check">Finds what breaks it.</param>
internal sealed record LintRule(string Name, Source? Clause, LintCheck Check)
{
    /// <summary>The rule concerns packets that an ICMP error quotes; what others concern, the quoted packet's sender answers for.</summary>
    public bool LooksAtQuotes { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
