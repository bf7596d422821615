namespace RawNet.Wire;

/// <summary>Names of single bits, which an expression joins by commas.</summary>
/// <param name="Bits">From the lowest.</param>
internal sealed record FlagNames(IReadOnlyList<(ulong Bit, string Name)> Bits)
{
    private readonly ulong _named = Bits.Aggregate(0UL, (sum, b) => sum | b.Bit);

    /// <summary>Those of the values that are one bit.</summary>
    public static FlagNames Of(IReadOnlyDictionary<ulong, string> values) =>
        new([.. values.Where(v => ulong.IsPow2(v.Key)).OrderBy(v => v.Key).Select(v => (v.Key, v.Value))]);

    /// <summary>The names by their bits.</summary>
    public IReadOnlyDictionary<ulong, string> ByBit { get; } = Bits.ToDictionary(b => b.Bit, b => b.Name);

    /// <summary>The names of all bits that are set; null when none is, or one without a name.</summary>
    public string? Format(ulong value)
    {
        if (!CanSay(value)) return null;
        TextBuffer text = new();
        Append(ref text, value);
        return text.Finish();
    }

    /// <summary>True when a bit is set, and each that is has a name.</summary>
    public bool CanSay(ulong value) => value != 0 && (value & ~_named) == 0;

    /// <summary>Appends the names of all bits that are set.</summary>
    public void Append(ref TextBuffer text, ulong value)
    {
        bool follows = false;
        for (int i = 0; i < Bits.Count; i++)
        {
            if ((value & Bits[i].Bit) == 0) continue;
            if (follows) text.Append(',');
            text.Append(Bits[i].Name);
            follows = true;
        }
    }

    /// <summary>The bits that names joined by commas stand for; null when one of them is no name.</summary>
    public ulong? Parse(string text)
    {
        ulong value = 0;
        foreach (string name in text.Split(','))
        {
            ulong bit = Bits.FirstOrDefault(b => b.Name == name).Bit;
            if (bit == 0) return null;
            value |= bit;
        }
        return value;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Bits.Select(b => b.Name));
}
