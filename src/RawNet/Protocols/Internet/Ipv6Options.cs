using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>An option of one byte.</summary>
public static class Pad1Option
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(8200, "4.2"));

    /// <summary>0.</summary>
    public static readonly Field<byte> Type = _t.U8("ipv6.opt.type");

    /// <summary>One byte of padding.</summary>
    public static readonly Kind Kind = _t.Kind("pad1", Type.Is(0));
}

/// <summary>Padding of two bytes or more.</summary>
public static class PadNOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(8200, "4.2"));

    /// <summary>1.</summary>
    public static readonly Field<byte> Type = _t.U8("ipv6.opt.type");

    /// <summary>Bytes behind this field.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("ipv6.opt.length", 8, uncounted: 2);

    /// <summary>Zeros; expressions say how many bytes the whole option fills.</summary>
    public static readonly BytesField Content = _t.Padding("ipv6.opt.padn");

    /// <summary>Any length.</summary>
    public static readonly Kind Kind = _t.Kind("padn", Type.Is(1)).Taking(Content);
}

/// <summary>Router alert: routers look at the packet though it is not for them.</summary>
public static class Ipv6RouterAlertOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(2711, "2.1"));

    /// <summary>5.</summary>
    public static readonly Field<byte> Type = _t.U8("ipv6.opt.type");

    /// <summary>2.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("ipv6.opt.length", 8, uncounted: 2);

    /// <summary>0 for MLD, 1 for RSVP.</summary>
    public static readonly Field<ushort> Value = _t.U16("ipv6.opt.router_alert");

    /// <summary>Four bytes: 05 02 00 00.</summary>
    public static readonly Kind Kind = _t.Kind("ra", new LengthRange(4, 4), Type.Is(5)).Taking(Value);
}

/// <summary>The length of a packet that is longer than 65,535 bytes.</summary>
public static class JumboPayloadOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(2675, "2"));

    /// <summary>0xc2.</summary>
    public static readonly Field<byte> Type = _t.U8("ipv6.opt.type");

    /// <summary>4.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("ipv6.opt.length", 8, uncounted: 2);

    /// <summary>Bytes behind the IPv6 header.</summary>
    public static readonly Field<uint> PayloadLength = _t.U32("ipv6.opt.jumbo");

    /// <summary>Six bytes.</summary>
    public static readonly Kind Kind = _t.Kind("jumbo", new LengthRange(6, 6), Type.Is(0xc2)).Taking(PayloadLength);
}

/// <summary>The address that a mobile node is known by at home; sums take it for the source (RFC 6275, section 11.3.1).</summary>
public static class HomeAddressOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(6275, "6.3"));

    /// <summary>0xc9.</summary>
    public static readonly Field<byte> Type = _t.U8("ipv6.opt.type");

    /// <summary>16.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("ipv6.opt.length", 8, uncounted: 2);

    /// <summary>The home address.</summary>
    public static readonly Field<Ipv6Address> HomeAddress = _t.Ipv6("ipv6.opt.mipv6.home_address");

    /// <summary>Eighteen bytes, in a destination options header.</summary>
    public static readonly Kind Kind = _t.Kind("home", new LengthRange(18, 18), Type.Is(0xc9)).Taking(HomeAddress);
}

/// <summary>Options of types that nobody declares: type, length, bytes.</summary>
public static class OtherIpv6Option
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(8200, "4.2"));

    /// <summary>The upper two bits say what to do when the option is not known.</summary>
    public static readonly Field<byte> Type = _t.U8("ipv6.opt.type", hex: true);

    /// <summary>Bytes behind this field.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("ipv6.opt.length", 8, uncounted: 2);

    /// <summary>What stands behind the length.</summary>
    public static readonly BytesField Content = _t.Rest("ipv6.opt.unknown");

    /// <summary>Any other type.</summary>
    public static readonly Kind Kind = _t.Kind("unknown").Taking(Type, Content);
}

/// <summary>Bytes of the option list that form no option.</summary>
public static class RawIpv6Option
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(8200, "4.2"));

    /// <summary>All that stands behind an impossible length.</summary>
    public static readonly BytesField Content = _t.Rest("ipv6.opt.raw");

    /// <summary>Bytes as they are.</summary>
    public static readonly Kind Kind = _t.Kind("raw").Taking(Content);
}

/// <summary>The options that hop-by-hop and destination headers may hold.</summary>
internal static class Ipv6Options
{
    public static readonly ItemSet Items = new(
        [Pad1Option.Kind],
        end: null,
        [PadNOption.Kind, Ipv6RouterAlertOption.Kind, JumboPayloadOption.Kind, HomeAddressOption.Kind, OtherIpv6Option.Kind],
        RawIpv6Option.Kind)
    {
        EndWithPacket = true,

        // RFC 8200, 4.2: Pad1 for one byte, PadN for more.
        Fill = length => length == 1 ? Pad1Option.Kind.With() : PadNOption.Kind.With(PadNOption.Content.Is(new byte[length - 2])),
    };
}
