using System.Buffers.Binary;

namespace RawNet.Wire;

/// <summary>The leading bytes of an IPv6 address up to the end of the region, shown as the address whose other bytes are zero.</summary>
public sealed class PrefixField : VariableField
{
    private const int AddressBytes = 16;
    private const int Step = 8;

    internal PrefixField(Table table, string name, string member)
        : base(table, name, member, alias: null, Bound.Rest)
    {
    }

    /// <summary>Gives the field as many groups of 8 bytes as the address needs: none for ::, one for a prefix of at most 64 bits.</summary>
    public Assignment Is(Ipv6Address prefix) => new(this, BytesOf(prefix));

    internal override object NoParts => Array.Empty<byte>();

    internal override Extent Extent(scoped in View view, int at) => new(Bound.Bytes(view, at), Whole: true);

    internal override int NeededEnd(scoped in View view, int at) => at + Bound.Bytes(view, at);

    internal override int LengthOf(object parts) => ((byte[])parts).Length;

    internal override UInt128 CountOf(object parts) => (UInt128)LengthOf(parts);

    internal override void Write(Span<byte> bytes, object parts) => ((byte[])parts).CopyTo(bytes);

    internal override Assignment Read(scoped in View view) => new(this, BytesIn(view).ToArray());

    /// <summary>Bytes that the address alone would not give, as 16 of a short prefix, are said as bytes.</summary>
    internal override void Append(ref TextBuffer text, in Assignment value)
    {
        byte[] bytes = (byte[])value.Parts!;
        Span<char> address = stackalloc char[48];
        if (BytesOf(AddressOf(bytes)).Length == bytes.Length) text.Append(address[..AddressOf(bytes).Format(address)]);
        else text.AppendHex(bytes);
    }

    internal override Assignment Parse(string text, ExpressionContext context) =>
        Ipv6Address.TryParse(text, out Ipv6Address prefix) ? Is(prefix) : new(this, BytesText.Parse(this, text, context));

    internal override void Tell(scoped in View view, ValueReceiver to)
    {
        Span<char> text = stackalloc char[48];
        to.TakeWritten(this, text[..AddressOf(BytesIn(view)).Format(text)]);
    }

    private ReadOnlySpan<byte> BytesIn(scoped in View view)
    {
        int at = Table.OffsetOf(Part, view);
        return view.Bytes.Slice(at, Math.Min(Bound.Bytes(view, at), view.Bytes.Length - at));
    }

    private static Ipv6Address AddressOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[AddressBytes];
        whole.Clear();
        bytes[..Math.Min(bytes.Length, AddressBytes)].CopyTo(whole);
        return Ipv6Address.FromUInt128(BinaryPrimitives.ReadUInt128BigEndian(whole));
    }

    private static byte[] BytesOf(Ipv6Address prefix)
    {
        byte[] whole = new byte[AddressBytes];
        BinaryPrimitives.WriteUInt128BigEndian(whole, prefix.ToUInt128());
        int needed = whole.AsSpan().TrimEnd((byte)0).Length;
        return whole[..((needed + Step - 1) / Step * Step)];
    }
}
