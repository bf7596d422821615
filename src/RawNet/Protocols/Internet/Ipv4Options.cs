using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>What all IPv4 options share: their place in the header.</summary>
internal static class Ipv4OptionTable
{
    public static Table Open(Source source) => Table.Of(ProtocolNumbers.Ipv4, source);
}

/// <summary>An option of one byte: end of the list, or no operation.</summary>
public static class SingleOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>0 or 1.</summary>
    public static readonly Field<byte> Type = _t.U8("ip.opt.type");

    /// <summary>Ends the list; what follows is padding.</summary>
    public static readonly Kind EndOfList = _t.Kind("eol", Type.Is(0));

    /// <summary>Aligns what follows.</summary>
    public static readonly Kind NoOperation = _t.Kind("nop", Type.Is(1));
}

/// <summary>Record route, and loose and strict source route: a pointer and addresses.</summary>
public static class RouteOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>7, 131 or 137.</summary>
    public static readonly Field<byte> Type = _t.U8("ip.opt.type");

    /// <summary>Bytes of the option with type and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>The byte, from 1 at the option's type, at which the next address stands; beyond the length
    /// when the route is used up.</summary>
    public static readonly Field<byte> Pointer = _t.U8("ip.opt.ptr", 4);

    /// <summary>Addresses to visit, or visited.</summary>
    public static readonly ListField<Ipv4Address> Route = _t.Ipv4List("ip.rec_rt", ShownAs);

    /// <summary>One to three bytes that are no address.</summary>
    public static readonly BytesField Piece = _t.Remainder("ip.opt.data");

    /// <summary>Routers write their addresses into the free places.</summary>
    public static readonly Kind Record = _t.Kind("rr", Least, Type.Is(7)).Taking(Route);

    /// <summary>The packet goes through these addresses and others.</summary>
    public static readonly Kind Loose = _t.Kind("lsrr", Least, Type.Is(131)).Taking(Route).Routing(LastStop);

    /// <summary>The packet goes through exactly these addresses.</summary>
    public static readonly Kind Strict = _t.Kind("ssrr", Least, Type.Is(137)).Taking(Route).Routing(LastStop);

    private static LengthRange Least => new(3);

    private static UInt128? LastStop(scoped in View option)
    {
        ListView<Ipv4Address> route = option.Get(Route);
        return route.Count > 0 && option.Get(Pointer) <= option.StatedLength ? route[route.Count - 1].ToUInt32() : null;
    }

    // Wireshark's names: what is recorded, what is free, and of a source route what is still ahead;
    // its end, where nothing stands behind it, is where the packet goes.
    private static string ShownAs(scoped in View option, int index, int count)
    {
        if (index < (option.Get(Pointer) - 4) / 4) return "ip.rec_rt";
        if (option.Is(Record)) return "ip.empty_rt";
        return index == count - 1 && option.Get(Piece).IsEmpty ? "ip.final_rt" : "ip.src_rt";
    }
}

/// <summary>What the timestamp option's lists hold: an address and when it was reached.</summary>
public static class TimestampEntry
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>The host that stamps.</summary>
    public static readonly Field<Ipv4Address> Address = _t.Ipv4("ip.opt.time_stamp_addr");

    /// <summary>Milliseconds since midnight UT; the high bit says that it is another count.</summary>
    public static readonly Field<uint> Timestamp = _t.U32("ip.opt.time_stamp");

    /// <summary>One entry.</summary>
    public static readonly Kind Kind = _t.Kind("ts-entry");
}

/// <summary>The timestamp option whose entries are timestamps only.</summary>
public static class TimestampOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>68.</summary>
    public static readonly Field<byte> Type = _t.U8("ip.opt.type");

    /// <summary>Bytes of the option with type and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>The byte, from 1 at the option's type, at which the next entry stands.</summary>
    public static readonly Field<byte> Pointer = _t.U8("ip.opt.ptr", 5);

    /// <summary>Hosts that found no room.</summary>
    public static readonly Field<byte> Overflow = _t.Bits<byte>("ip.opt.overflow", 4);

    /// <summary>0: timestamps only.</summary>
    public static readonly Field<byte> Flag = _t.Bits<byte>("ip.opt.flag", 4);

    /// <summary>Milliseconds since midnight UT.</summary>
    public static readonly ListField<uint> Timestamps = _t.U32List("ip.opt.time_stamp");

    /// <summary>One to three bytes that are no timestamp.</summary>
    public static readonly BytesField Piece = _t.Remainder("ip.opt.data");

    /// <summary>Entries of four bytes.</summary>
    public static readonly Kind Kind = _t.Kind("ts", new LengthRange(4), Type.Is(68), Flag.Is(0)).Taking(Timestamps);
}

/// <summary>The timestamp option whose entries are pairs of address and timestamp.</summary>
public static class AddressTimestampOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>68.</summary>
    public static readonly Field<byte> Type = _t.U8("ip.opt.type");

    /// <summary>Bytes of the option with type and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>The byte, from 1 at the option's type, at which the next entry stands.</summary>
    public static readonly Field<byte> Pointer = _t.U8("ip.opt.ptr", 5);

    /// <summary>Hosts that found no room.</summary>
    public static readonly Field<byte> Overflow = _t.Bits<byte>("ip.opt.overflow", 4);

    /// <summary>1: each host writes its address and time; 3: only hosts whose address is given.</summary>
    public static readonly Field<byte> Flag = _t.Bits<byte>("ip.opt.flag", 4);

    /// <summary>Pairs, written address@timestamp in expressions.</summary>
    public static readonly RecordsField Entries = _t.Tuples("ip.opt.time_stamps", '@', TimestampEntry.Kind);

    /// <summary>One to seven bytes that are no pair.</summary>
    public static readonly BytesField Piece = _t.Remainder("ip.opt.data");

    /// <summary>Entries of eight bytes.</summary>
    public static readonly Kind Kind = _t.Kind("ts", new LengthRange(4), Type.Is(68), Flag.In(1, 15, 1)).Taking(Entries).ToldBy(Flag);
}

/// <summary>Stream identifier, obsolete (RFC 6814).</summary>
public static class StreamIdOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>136.</summary>
    public static readonly Field<byte> Type = _t.U8("ip.opt.type");

    /// <summary>4.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>The stream's number.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("ip.opt.sid");

    /// <summary>Exactly four bytes.</summary>
    public static readonly Kind Kind = _t.Kind("sid", new LengthRange(4, 4), Type.Is(136)).Taking(Identifier);
}

/// <summary>Router alert: routers look at the packet though it is not for them.</summary>
public static class RouterAlertOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(2113, "2.1"));

    /// <summary>148.</summary>
    public static readonly Field<byte> Type = _t.U8("ip.opt.type");

    /// <summary>4.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>0: every router examines the packet.</summary>
    public static readonly Field<ushort> Value = _t.U16("ip.opt.ra");

    /// <summary>Exactly four bytes: 94 04 00 00.</summary>
    public static readonly Kind Kind = _t.Kind("ra", new LengthRange(4, 4), Type.Is(148)).Taking(Value);
}

/// <summary>Security options and those of types that nobody declares: type, length, bytes.</summary>
public static class OtherOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>130 is security (RFC 1108); others are unknown here.</summary>
    public static readonly Field<byte> Type = _t.U8("ip.opt.type");

    /// <summary>Bytes of the option with type and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>What stands behind the length.</summary>
    public static readonly BytesField Content = _t.Rest("ip.opt.data");

    /// <summary>Security, in either form.</summary>
    public static readonly Kind Security = _t.Kind("sec", Type.Is(130)).Taking(Content);

    /// <summary>Any other type.</summary>
    public static readonly Kind Unknown = _t.Kind("unknown").Taking(Type, Content);
}

/// <summary>Bytes of the option list that form no option.</summary>
public static class RawOption
{
    private static readonly Table _t = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>Padding behind the end of the list, or all that stands behind an impossible length.</summary>
    public static readonly BytesField Content = _t.Rest("ip.opt.padding");

    /// <summary>Bytes as they are.</summary>
    public static readonly Kind Kind = _t.Kind("raw").Taking(Content);
}

/// <summary>The options that an IPv4 header may hold.</summary>
internal static class Ipv4Options
{
    public static readonly ItemSet Items = new(
        [SingleOption.EndOfList, SingleOption.NoOperation],
        SingleOption.EndOfList,
        [
            RouteOption.Record, RouteOption.Loose, RouteOption.Strict,
            TimestampOption.Kind, AddressTimestampOption.Kind, StreamIdOption.Kind,
            RouterAlertOption.Kind, OtherOption.Security, OtherOption.Unknown,
        ],
        RawOption.Kind);
}
