using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>How a scalar is written for people.</summary>
internal enum ScalarForm
{
    Number,
    Signed,
    Hex,
    Flag,
    Mac,
    Ipv4,
    Ipv6,
}

/// <summary>What fills a field that is not given.</summary>
internal enum Computed
{
    Nothing,
    HeaderLength,
    LayerLength,
    QuoteLength,
    Next,
    Checksum,
    Count,
    GroupMac,
}

/// <summary>A field of a fixed number of bits, at most 128.</summary>
public abstract class ScalarField : Field
{
    private protected ScalarField(Table table, string name, string member, int width, ScalarTraits traits)
        : base(table, name, member, traits.Alias)
    {
        (Width, Traits) = (width, traits);
        if (traits.Computed == Computed.Checksum) VerdictName = JsonEncodedText.Encode($"{name}.status");
    }

    /// <summary>How many bits the field has on the wire.</summary>
    public int Width { get; }

    /// <summary>Whole bytes before it in its part of the message; the first part ends where a field of variable length begins.</summary>
    public int Offset => BitOffset / 8;

    /// <summary>The bits that building writes when the field is neither given nor computed.</summary>
    public UInt128 Default => Traits.Default;

    internal ScalarTraits Traits { get; }

    /// <summary>Of a checksum, the JSON member that says whether it is right.</summary>
    internal JsonEncodedText VerdictName { get; }

    internal Codec? Codec => Traits.Codec;

    internal Computed Computed => Traits.Computed;

    internal override bool IsComputed => Traits.Computed != Computed.Nothing;

    /// <summary>Bits from the start of the part to the field.</summary>
    internal int BitOffset { get; set; }

    internal int ByteLength => (BitOffset % 8 + Width + 7) / 8;

    /// <summary>The shown value is the bytes of the C# type themselves, in the first part: one load reads it.</summary>
    internal bool IsPlain => PlainTable is not null;

    /// <summary>The table of a plain field, else null: one compare answers for both.</summary>
    internal Table? PlainTable { get; private set; }

    /// <summary>Bits of the C# type when all of them may be copied from the wire, or 0.</summary>
    private protected abstract int TypeWidth { get; }

    private protected int At { get; private set; }

    private protected int Load { get; private set; }

    private protected int Shift { get; private set; }

    private protected ulong Mask { get; private set; }

    private UInt128 Most => Width == 128 ? UInt128.MaxValue : (UInt128.One << Width) - 1;

    /// <summary>Chooses the smallest load that holds the bits and lies inside the part.</summary>
    internal void Place(int partLength)
    {
        int first = BitOffset / 8, last = (BitOffset + Width - 1) / 8;
        foreach (int load in (ReadOnlySpan<int>)[1, 2, 3, 4, 6, 8, 16])
        {
            if (load == 3 && last != 2) continue; // only where four bytes would go beyond the field
            // The load ends with the field where it can, so that a field which is there can be read though its neighbours are cut.
            int at = Math.Max(0, last + 1 - load);
            if (at > first || at + load > partLength) continue;
            (At, Load, Shift) = (at, load, (8 * (at + load)) - BitOffset - Width);
            Mask = Width >= 64 ? ulong.MaxValue : (1UL << Width) - 1;
            PlainTable = Part == 0 && Shift == 0 && Codec is null && Width == TypeWidth ? Table : null;
            return;
        }
        throw new InvalidOperationException($"{Name}: {Width} bits at bit {BitOffset} fit no load inside {partLength} bytes");
    }

    /// <summary>True when the load that reads the field lies inside the bytes.</summary>
    internal bool CanLoad(ReadOnlySpan<byte> part) => At + Load <= part.Length;

    /// <summary>The bits as on the wire, from the bytes of the part.</summary>
    internal UInt128 Bits(ReadOnlySpan<byte> part) =>
        Load == 16 ? BinaryPrimitives.ReadUInt128BigEndian(part[At..]) : Bits64(part);

    /// <summary>The bits of a field of at most 64 bits.</summary>
    internal ulong Bits64(ReadOnlySpan<byte> part) => ReadLoad(part) >> Shift & Mask;

    private protected ulong ReadLoad(ReadOnlySpan<byte> part) => Load switch
    {
        1 => part[At],
        2 => BinaryPrimitives.ReadUInt16BigEndian(part[At..]),
        3 => (ulong)BinaryPrimitives.ReadUInt16BigEndian(part[At..]) << 8 | part[At + 2],
        4 => BinaryPrimitives.ReadUInt32BigEndian(part[At..]),
        6 => (ulong)BinaryPrimitives.ReadUInt16BigEndian(part[At..]) << 32 | BinaryPrimitives.ReadUInt32BigEndian(part[(At + 2)..]),
        _ => BinaryPrimitives.ReadUInt64BigEndian(part[At..]),
    };

    /// <summary>Writes the bits, leaving the neighbours in the same bytes as they are.</summary>
    internal void Write(Span<byte> part, UInt128 bits)
    {
        if (Load == 16)
        {
            BinaryPrimitives.WriteUInt128BigEndian(part[At..], bits);
            return;
        }
        ulong kept = ReadLoad(part) & ~(Mask << Shift);
        WriteLoad(part[At..], kept | ((ulong)bits & Mask) << Shift);
    }

    private void WriteLoad(Span<byte> bytes, ulong value)
    {
        for (int i = Load - 1; i >= 0; i--, value >>= 8) bytes[i] = (byte)value;
    }

    /// <summary>The shown value of bits.</summary>
    internal UInt128 Show(UInt128 bits) => Codec is null ? bits : Codec.Show((ulong)bits);

    internal ulong ShownIn(scoped in View view) => (ulong)Show(BitsIn(view));

    internal UInt128 BitsIn(scoped in View view) => Bits(view.PartBytes(Part));

    internal override Assignment Read(scoped in View view) => new(this, BitsIn(view));

    /// <summary>The bits of a shown value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No bits of this field show the value;
    /// the message names what would be right.</exception>
    internal UInt128 Encode(UInt128 shown)
    {
        if (TryEncode(shown, out UInt128 bits, out string? why)) return bits;
        throw new ArgumentOutOfRangeException(Name, why);
    }

    internal bool TryEncode(UInt128 shown, out UInt128 bits, out string? why)
    {
        (bits, why) = (shown, null);
        if (Codec is null)
        {
            if (shown <= Most) return true;
            why = $"{Name} has {Width} bits: 0 to {Most}, not {shown}";
            return false;
        }
        bool exact = Codec.TryEncode((ulong)UInt128.Min(shown, ulong.MaxValue), Width, out ulong coded,
            out (ulong Below, ulong Above) near);
        bits = coded;
        if (exact) return true;
        why = near.Below == near.Above
            ? $"{Name} cannot show {shown}; its greatest value is {near.Below}"
            : $"{Name} cannot show {shown}; its neighbours are {near.Below} and {near.Above}";
        return false;
    }

    internal override void Append(ref TextBuffer text, in Assignment value)
    {
        UInt128 shown = Show(value.Bits);
        // Several bit patterns may show one value; only raw bits then say which.
        if (Codec is not null && (!TryEncode(shown, out UInt128 back, out _) || back != value.Bits)) AppendRaw(ref text, value.Bits);
        else if (Traits.Names is not null && Traits.Names.TryGetValue((ulong)shown, out string? word)) text.Append(word);
        else if (Traits.Flags is { } flags && flags.CanSay((ulong)shown)) flags.Append(ref text, (ulong)shown);
        else AppendShown(ref text, shown);
    }

    private static void AppendRaw(ref TextBuffer text, UInt128 bits)
    {
        text.Append("raw:");
        text.Append(bits);
    }

    private void AppendShown(ref TextBuffer text, UInt128 shown)
    {
        Span<char> address = stackalloc char[48];
        switch (Traits.Form)
        {
            case ScalarForm.Signed: text.Append(Signed(shown)); break;
            case ScalarForm.Hex: AppendHex(ref text, shown); break;
            case ScalarForm.Mac: text.Append(address[..MacAddress.FromUInt64((ulong)shown).Format(address)]); break;
            case ScalarForm.Ipv4: text.Append(address[..Ipv4Address.FromUInt32((uint)shown).Format(address)]); break;
            case ScalarForm.Ipv6: text.Append(address[..Ipv6Address.FromUInt128(shown).Format(address)]); break;
            default: text.Append(shown); break;
        }
    }

    private void AppendHex(ref TextBuffer text, UInt128 shown)
    {
        text.Append("0x");
        for (int digit = (Width + 3) / 4; --digit >= 0;) text.Append("0123456789abcdef"[(int)(shown >> (4 * digit)) & 15]);
    }

    internal override void Tell(scoped in View view, ValueReceiver to) => to.TakeScalar(this, Show(BitsIn(view)));

    /// <summary>The value as JSON and as text write it.</summary>
    internal ShownValue ValueOf(UInt128 shown)
    {
        TextBuffer buffer = new();
        AppendShown(ref buffer, shown);
        string text = buffer.Finish();
        return Traits.Form switch
        {
            ScalarForm.Flag => new(shown != 0 ? "true" : "false", ValueForm.Flag) { ForPeople = text },
            ScalarForm.Hex => new(((ulong)shown).ToString(CultureInfo.InvariantCulture), ValueForm.Number) { ForPeople = text },
            ScalarForm.Number or ScalarForm.Signed => new(text, ValueForm.Number),
            _ => new(text, ValueForm.Text),
        };
    }

    /// <summary>What the value stands for; null when it is but a number.</summary>
    internal string? MeaningOf(ulong shown)
    {
        if (Traits.Names is not null && Traits.Names.TryGetValue(shown, out string? word)) return word;
        if (Traits.Flags is { } flags) return flags.Format(shown);
        return Traits.TicksPerSecond > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{shown / (decimal)Traits.TicksPerSecond} s")
            : null;
    }

    /// <summary>Two's complement in the field's own width.</summary>
    internal long Signed(UInt128 shown) => (long)((ulong)shown << (64 - Width)) >> (64 - Width);

    internal override Assignment Parse(string text, ExpressionContext context) => new(this, ScalarText.Bits(this, text));
}

/// <summary>What a scalar's declaration says beyond its name and width.</summary>
internal sealed record ScalarTraits
{
    public static readonly ScalarTraits Plain = new();

    public UInt128 Default { get; init; }

    public ScalarForm Form { get; init; }

    public Codec? Codec { get; init; }

    public Computed Computed { get; init; }

    public string? Alias { get; init; }

    /// <summary>The names of IANA in kebab-case, by shown value.</summary>
    public IReadOnlyDictionary<ulong, string>? Names { get; init; }

    /// <summary>The names of single bits.</summary>
    public FlagNames? Flags { get; init; }

    /// <summary>How many of these the field counts make one second; 0 when it counts no time.</summary>
    public int TicksPerSecond { get; init; }

    /// <summary>The numbers of protocols that this field holds.</summary>
    public Demux? Demux { get; init; }
}
