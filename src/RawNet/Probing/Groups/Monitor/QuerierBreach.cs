using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>A rule that routers break together, found in a query of one of them.</summary>
/// <param name="Layer">The protocol that it stands in.</param>
/// <param name="Field">Wireshark's name of the field, or a word where it has none.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What the clause demands.</param>
/// <param name="Clause">Where it is written.</param>
public sealed record QuerierBreach(string Layer, string Field, string Found, string Expected, Source Clause)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Layer} {Field}: found {Found}, expected {Expected} ({Clause})";
}
