using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The extension structure behind the packet that an ICMP error quotes, or directly behind an extended echo's header.</summary>
public sealed class IcmpExtensions
{
    internal IcmpExtensions(Table table, ScalarField? length, int unit)
    {
        // RFC 4884, 4.6: the quote is padded to at least 128 bytes.
        table.PutBehindPayload(new(length, unit, length is null ? 0 : 128));
        Version = table.Bits<byte>("icmp.ext.version", 4, 2, member: nameof(Version));
        Reserved = table.Bits<ushort>("icmp.ext.res", 12, member: nameof(Reserved));
        Checksum = table.ChecksumBehind("icmp.ext.checksum", nameof(Checksum));
        Objects = table.Objects("icmp.ext.objects", "ext", IcmpObjects.Items, nameof(Objects));
    }

    /// <summary>2.</summary>
    public Field<byte> Version { get; }

    /// <summary>Sent as 0.</summary>
    public Field<ushort> Reserved { get; }

    /// <summary>Over the extension structure alone.</summary>
    public Field<ushort> Checksum { get; }

    /// <summary>Objects up to the end of the message.</summary>
    public RecordsField Objects { get; }
}

/// <summary>An entry of an MPLS label stack below the topmost one.</summary>
public static class MplsEntry
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(3032, "2.1"));

    /// <summary>The label.</summary>
    public static readonly Field<uint> Label = _t.Bits<uint>("icmp.mpls.label", 20);

    /// <summary>Traffic class.</summary>
    public static readonly Field<byte> Exp = _t.Bits<byte>("icmp.mpls.exp", 3);

    /// <summary>Bottom of stack.</summary>
    public static readonly Field<bool> S = _t.Flag("icmp.mpls.s");

    /// <summary>The label's own TTL.</summary>
    public static readonly Field<byte> Ttl = _t.U8("icmp.mpls.ttl");

    /// <summary>One entry.</summary>
    public static readonly Kind Kind = _t.Kind("mpls-entry");
}

/// <summary>An MPLS label stack, as routers received it with the packet. The topmost entry is read
/// at once, the others are a list.</summary>
public static class MplsObject
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(4950, "5"));

    /// <summary>Bytes of the object with this header.</summary>
    public static readonly Field<ushort> Length = _t.LayerLength<ushort>("icmp.ext.length", 16);

    /// <summary>1.</summary>
    public static readonly Field<byte> ClassNum = _t.U8("icmp.ext.class");

    /// <summary>1: incoming stack.</summary>
    public static readonly Field<byte> CType = _t.U8("icmp.ext.ctype");

    /// <summary>The label.</summary>
    public static readonly Field<uint> Label = _t.Bits<uint>("icmp.mpls.label", 20);

    /// <summary>Traffic class.</summary>
    public static readonly Field<byte> Exp = _t.Bits<byte>("icmp.mpls.exp", 3);

    /// <summary>Bottom of stack.</summary>
    public static readonly Field<bool> S = _t.Flag("icmp.mpls.s");

    /// <summary>The label's own TTL.</summary>
    public static readonly Field<byte> Ttl = _t.U8("icmp.mpls.ttl");

    /// <summary>The entries below, each written as four more values in expressions.</summary>
    public static readonly RecordsField Below = _t.Tuples("icmp.mpls.below", ',', MplsEntry.Kind);

    /// <summary>One entry or more.</summary>
    public static readonly Kind Kind = _t.Kind("mpls", new LengthRange(8, Step: 4), ClassNum.Is(1), CType.Is(1))
        .Taking(Label, Exp, S, Ttl, Below);
}

/// <summary>Names the interface that an extended echo asks about.</summary>
public static class InterfaceNameObject
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(8335, "2.1"));

    /// <summary>Bytes of the object with this header.</summary>
    public static readonly Field<ushort> Length = _t.LayerLength<ushort>("icmp.ext.length", 16);

    /// <summary>3.</summary>
    public static readonly Field<byte> ClassNum = _t.U8("icmp.ext.class");

    /// <summary>1.</summary>
    public static readonly Field<byte> CType = _t.U8("icmp.ext.ctype");

    /// <summary>The name, with zeros up to a whole word.</summary>
    public static readonly BytesField Name = _t.RestText("icmp.int_ident.name");

    /// <summary>By name.</summary>
    public static readonly Kind Kind = _t.Kind("ifname", ClassNum.Is(3), CType.Is(1)).Taking(Name);
}

/// <summary>Numbers the interface that an extended echo asks about.</summary>
public static class InterfaceIndexObject
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(8335, "2.1"));

    /// <summary>Bytes of the object with this header.</summary>
    public static readonly Field<ushort> Length = _t.LayerLength<ushort>("icmp.ext.length", 16);

    /// <summary>3.</summary>
    public static readonly Field<byte> ClassNum = _t.U8("icmp.ext.class");

    /// <summary>2.</summary>
    public static readonly Field<byte> CType = _t.U8("icmp.ext.ctype");

    /// <summary>The interface's number.</summary>
    public static readonly Field<uint> Index = _t.U32("icmp.int_ident.index");

    /// <summary>By number.</summary>
    public static readonly Kind Kind = _t.Kind("ifindex", new LengthRange(8, 8), ClassNum.Is(3), CType.Is(2)).Taking(Index);
}

/// <summary>Objects that nobody declares, given by their numbers.</summary>
public static class OtherIcmpObject
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(4884, "8"));

    /// <summary>Bytes of the object with this header.</summary>
    public static readonly Field<ushort> Length = _t.LayerLength<ushort>("icmp.ext.length", 16);

    /// <summary>What the object is about.</summary>
    public static readonly Field<byte> ClassNum = _t.U8("icmp.ext.class");

    /// <summary>Which of its class.</summary>
    public static readonly Field<byte> CType = _t.U8("icmp.ext.ctype");

    /// <summary>As class and type say.</summary>
    public static readonly BytesField Payload = _t.Rest("icmp.ext.data");

    /// <summary>Any.</summary>
    public static readonly Kind Kind = _t.Kind("object").Taking(ClassNum, CType, Payload);
}

/// <summary>Bytes that form no object.</summary>
public static class RawIcmpObject
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(4884, "8"));

    /// <summary>All that stands behind an impossible length.</summary>
    public static readonly BytesField Content = _t.Rest("icmp.ext.raw");

    /// <summary>Bytes as they are.</summary>
    public static readonly Kind Kind = _t.Kind("raw").Taking(Content);
}

/// <summary>The objects that an extension structure may hold.</summary>
internal static class IcmpObjects
{
    public static readonly ItemSet Items = new(
        [],
        end: null,
        [MplsObject.Kind, .. InterfaceInformationObject.Kinds, InterfaceNameObject.Kind, InterfaceIndexObject.Kind, OtherIcmpObject.Kind],
        RawIcmpObject.Kind)
    {
        NumbersUnknown = true,
    };
}
