using System.Globalization;

namespace RawNet.Wire;

/// <summary>What kind of fault the bytes have.</summary>
public enum Fault
{
    /// <summary>A declared field lies beyond the captured bytes.</summary>
    Truncated,

    /// <summary>A declared field lies beyond what an enclosing header states.</summary>
    Malformed,

    /// <summary>Two statements disagree, but no byte is missing.</summary>
    Contradiction,

    /// <summary>The bytes may hold more layers, but there are more than are read.</summary>
    TooDeep,
}

/// <summary>A fault in bytes, as data: never thrown.</summary>
/// <param name="Fault">What kind of fault.</param>
/// <param name="Layer">The kind of the layer that was read.</param>
/// <param name="Field">The name of the field, with the path into records: "igmp.records[2].igmp.saddr".</param>
/// <param name="Offset">Bytes from the start of the frame to the field.</param>
/// <param name="Needed">Bytes that the field needs, or the length that would be right.</param>
/// <param name="Available">Bytes that are there, or the length that is stated.</param>
/// <param name="LimitedBy">The field that set the limit ("ip.len"), or null when it was the capture.</param>
public readonly record struct ParseError(Fault Fault, string Layer, string Field, int Offset, int Needed, int Available, string? LimitedBy)
{
    /// <summary>Where the rule stands, when it is not the layer's own document.</summary>
    public Source? Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Fault switch
    {
        Fault.Contradiction =>
            string.Create(CultureInfo.InvariantCulture, $"{Layer}: {Field} at byte {Offset} states {Available}, {Needed} would fit"),
        Fault.TooDeep => string.Create(CultureInfo.InvariantCulture,
            $"{Layer}: {Field} at byte {Offset} may hold layers that are not read, "
            + $"more than {View.MostLayers} or too many in one another"),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"{Layer}: {Field} at byte {Offset} needs {Needed} bytes, {Available} are there, limited by {LimitedBy ?? "the capture"}"),
    };
}
