using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>A value on which this library and a witness differ.</summary>
/// <param name="Layers">The packet's layers, outermost first.</param>
/// <param name="Index">The layer at hand.</param>
/// <param name="Name">The field.</param>
/// <param name="Ours">What this library shows.</param>
/// <param name="Text">What the witness shows.</param>
public readonly record struct Difference(IReadOnlyList<LayerValues> Layers, int Index, string Name, ShownValue Ours, string Text)
{
    /// <summary>The name of a difference about a whole layer: one side has it "there", the other "not there".</summary>
    public const string WholeLayer = "layer";

    /// <summary>The layer at hand; of a layer that only the witness shows, the one around it.</summary>
    public LayerValues Layer => Layers[Index];
}

/// <summary>A difference that is known: the witness is wrong by the document cited, or only shows something else by that name.</summary>
/// <param name="Field">The name on which it bears.</param>
/// <param name="Text">What the witness does.</param>
/// <param name="Clause">What the document says.</param>
public sealed record WitnessRule(string Field, string Text, string Clause)
{
    /// <summary>Whether a difference is this one.</summary>
    public Func<Difference, bool> Applies { get; init; } = _ => false;

    /// <summary>Our name of a field that the witness calls otherwise; null when the rule is not about it.</summary>
    public Func<WitnessLayer, WitnessField, string?> Renames { get; init; } = (_, _) => null;

    /// <summary>Two layers that are one to the witness, the outer and the inner; null when the rule is not about such.</summary>
    internal (string Outer, string Inner)? Joins { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Text}; {Clause}";
}
