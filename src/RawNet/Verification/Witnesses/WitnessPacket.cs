namespace RawNet.Verification;

/// <summary>A value that a witness shows.</summary>
/// <param name="Name">Its display-filter name.</param>
/// <param name="Text">The value as the witness writes it.</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
public readonly record struct WitnessField(string Name, string Text, int Offset);

/// <summary>A layer that a witness shows, without the layers inside it.</summary>
/// <param name="Protocol">Its display-filter name.</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
public sealed record WitnessLayer(string Protocol, int Offset)
{
    private readonly List<WitnessField> _fields = [];

    /// <summary>A layer with these values, repeated names and all.</summary>
    public WitnessLayer(string protocol, int offset, IEnumerable<WitnessField> fields)
        : this(protocol, offset) => _fields.AddRange(fields);

    /// <summary>The values, in the witness's order.</summary>
    public IReadOnlyList<WitnessField> Fields => _fields;

    /// <summary>Adds a value; the same name at the same place again is the same value shown twice.</summary>
    internal void Add(in WitnessField field)
    {
        foreach (WitnessField known in _fields)
            if (known.Name == field.Name && known.Offset == field.Offset) return;
        _fields.Add(field);
    }
}

/// <summary>A packet as a witness shows it: the frame itself first, then the layers from the outermost inwards.</summary>
/// <param name="Layers">Quoted layers stand behind the layer that quotes them.</param>
public sealed record WitnessPacket(IReadOnlyList<WitnessLayer> Layers)
{
    /// <summary>Why it shows no layer behind these though it tried to read one; null when it did not fail.</summary>
    public string? Refusal { get; init; }
}
