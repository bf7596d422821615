namespace RawNet.Wire;

/// <summary>Names of single bits, which an expression joins by commas.</summary>
/// <param name="Bits">From the lowest.</param>
internal sealed record FlagNames(IReadOnlyList<(ulong Bit, string Name)> Bits)
{
    /// <summary>Those of the values that are one bit.</summary>
    public static FlagNames Of(IReadOnlyDictionary<ulong, string> values) =>
        new([.. values.Where(v => ulong.IsPow2(v.Key)).OrderBy(v => v.Key).Select(v => (v.Key, v.Value))]);

    /// <summary>The names by their bits.</summary>
    public IReadOnlyDictionary<ulong, string> ByBit { get; } = Bits.ToDictionary(b => b.Bit, b => b.Name);

    /// <summary>The names of all bits that are set; null when none is, or one without a name.</summary>
    public string? Format(ulong value)
    {
        (ulong Bit, string Name)[] set = [.. Bits.Where(b => (value & b.Bit) != 0)];
        return value != 0 && set.Aggregate(0UL, (sum, b) => sum | b.Bit) == value ? string.Join(',', set.Select(b => b.Name)) : null;
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
