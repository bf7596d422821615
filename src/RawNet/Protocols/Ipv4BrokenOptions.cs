using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Record route, and loose and strict source route, whose length leaves an address in pieces.</summary>
public static class BrokenRouteOption
{
    private static readonly Table T = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>7, 131 or 137.</summary>
    public static readonly Field<byte> Type = T.U8("ip.opt.type");

    /// <summary>Bytes of the option with type and length.</summary>
    public static readonly Field<byte> Length = T.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>The byte, from 1 at the option's type, at which the next address stands.</summary>
    public static readonly Field<byte> Pointer = T.U8("ip.opt.ptr", 4);

    /// <summary>The addresses that are whole.</summary>
    public static readonly ListField<Ipv4Address> Route = T.Ipv4List("ip.rec_rt", ShownAs);

    /// <summary>One to three bytes that are no address.</summary>
    public static readonly BytesField Piece = T.Rest("ip.opt.data");

    /// <summary>Routers write their addresses into the free places.</summary>
    public static readonly Kind Record = T.Kind("rr", RouteOption.Whole.Between, Type.Is(7)).Taking(Route).ToldBy(Piece);

    /// <summary>The packet goes through these addresses and others.</summary>
    public static readonly Kind Loose = T.Kind("lsrr", RouteOption.Whole.Between, Type.Is(131)).Taking(Route).ToldBy(Piece);

    /// <summary>The packet goes through exactly these addresses.</summary>
    public static readonly Kind Strict = T.Kind("ssrr", RouteOption.Whole.Between, Type.Is(137)).Taking(Route).ToldBy(Piece);

    private static string ShownAs(scoped in View option, int index, int count) => RouteOption.ShownAs(option.Get(Pointer), option.Is(Record), index, count);
}

/// <summary>The timestamp option whose length leaves an entry in pieces.</summary>
public static class BrokenTimestampOption
{
    private static readonly Table T = Ipv4OptionTable.Open(Rfc.Section(791, "3.1"));

    /// <summary>68.</summary>
    public static readonly Field<byte> Type = T.U8("ip.opt.type");

    /// <summary>Bytes of the option with type and length.</summary>
    public static readonly Field<byte> Length = T.LayerLength<byte>("ip.opt.len", 8);

    /// <summary>The byte, from 1 at the option's type, at which the next entry stands.</summary>
    public static readonly Field<byte> Pointer = T.U8("ip.opt.ptr", 5);

    /// <summary>Hosts that found no room.</summary>
    public static readonly Field<byte> Overflow = T.Bits<byte>("ip.opt.overflow", 4);

    /// <summary>Whether entries begin with an address.</summary>
    public static readonly Field<byte> Flag = T.Bits<byte>("ip.opt.flag", 4);

    /// <summary>What stands behind the flag.</summary>
    public static readonly BytesField Entries = T.Rest("ip.opt.data");

    /// <summary>Entries of four bytes, the last of them short.</summary>
    public static readonly Kind Kind = T.Kind("ts", TimestampOption.Whole.Between, Type.Is(68), Flag.Is(0)).ToldBy(Entries);

    /// <summary>Entries of eight bytes, the last of them short.</summary>
    public static readonly Kind AddressKind = T.Kind("ts", AddressTimestampOption.Whole.Between, Type.Is(68), Flag.In(1, 15, 1)).ToldBy(Flag, Entries);
}
