namespace RawNet.Wire;

/// <summary>A field of plain bytes: as many as a count says, or all that is left.</summary>
public sealed class BytesField : VariableField
{
    private readonly int _padTo;

    /// <param name="table">The table that the field belongs to.</param>
    /// <param name="name">Its text name.</param>
    /// <param name="member">Its C# name.</param>
    /// <param name="alias">A second short name.</param>
    /// <param name="bound">What says where it ends.</param>
    /// <param name="padTo">Zeros are added until the message so far is a multiple of this many bytes.</param>
    internal BytesField(Table table, string name, string member, string? alias, Bound bound, int padTo = 1)
        : base(table, name, member, alias, bound) => _padTo = padTo;

    /// <summary>Gives the field bytes; they are copied.</summary>
    public Assignment Is(ReadOnlySpan<byte> value) => new(this, value.ToArray());

    internal override object NoParts => Array.Empty<byte>();

    /// <summary>All that is left may be shorter in the capture than on the wire; data is cut when nothing of it was captured.</summary>
    internal override Extent Extent(scoped in View view, int at)
    {
        int claimed = Bound.Bytes(view, at);
        if (Bound is not { By: null, ToHeaderEnd: false, Fixed: null }) return new(claimed, Whole: true);
        int there = Math.Max(0, Math.Min(claimed, view.Bytes.Length - at));
        return new(there, Whole: at > 0 || there > 0 || claimed <= 0);
    }

    internal override int NeededEnd(scoped in View view, int at) => at + Bound.Bytes(view, at);

    internal override int LengthOf(object parts) => LengthOf(((byte[])parts).Length);

    private int LengthOf(int length)
    {
        if (_padTo == 1) return length;
        int before = Table.FixedBefore(Part);
        return ((before + length + _padTo - 1) / _padTo * _padTo) - before;
    }

    internal override UInt128 CountOf(object parts)
    {
        int length = LengthOf(parts);
        return length % Bound.Unit == 0
            ? (UInt128)Math.Max(0, (length / Bound.Unit) - Bound.Uncounted)
            : throw new BuildException(
                $"{Name} has {length} bytes, no multiple of {Bound.Unit}; give {Bound.By!.Name} to build it all the same");
    }

    internal override void Write(Span<byte> bytes, object parts)
    {
        ((byte[])parts).CopyTo(bytes);
        bytes[((byte[])parts).Length..].Clear();
    }

    internal override Assignment Read(scoped in View view) => new(this, view.Get(this).ToArray());

    /// <summary>The bytes are text: expressions give them bare, JSON as an array of one string,
    /// as Wireshark's repeated fields are.</summary>
    internal bool IsText { get; init; }

    /// <summary>The bytes are zeros that fill an item: expressions say how long the item is.</summary>
    internal bool IsPadding { get; init; }

    /// <summary>The bytes are what a list left; JSON shows no empty ones.</summary>
    internal bool IsRemainder { get; init; }

    internal override void Append(ref TextBuffer text, in Assignment value)
    {
        var bytes = (byte[])value.Parts!;
        if (IsText) BytesText.AppendEscaped(ref text, Trimmed(bytes));
        else if (IsPadding) PaddingText.Append(ref text, this, bytes);
        else BytesText.Append(ref text, bytes);
    }

    internal override void Tell(scoped in View view, ValueReceiver to)
    {
        ReadOnlySpan<byte> bytes = view.Get(this);
        if (IsText) to.TakeText(this, bytes.TrimEnd((byte)0), bytes.Length);
        else if (!IsRemainder || !bytes.IsEmpty) to.TakeBytes(this, bytes);
    }

    // Zeros that building adds by itself.
    private ReadOnlySpan<byte> Trimmed(byte[] bytes)
    {
        ReadOnlySpan<byte> trimmed = bytes.AsSpan().TrimEnd((byte)0);
        return LengthOf(trimmed.Length) == bytes.Length ? trimmed : bytes;
    }

    internal override Assignment Parse(string text, ExpressionContext context) => new(this, this switch
    {
        { IsText: true } => BytesText.Unescape(this, text),
        { IsPadding: true } => PaddingText.Parse(this, text, context),
        _ => BytesText.Parse(this, text, context),
    });
}
