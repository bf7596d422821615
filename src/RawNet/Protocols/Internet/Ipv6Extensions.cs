using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Hop-by-Hop Options: every router on the way looks at them.</summary>
public static class HopByHopOptions
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.HopByHop, Rfc.Section(8200, "4.3"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<byte> NextHeader = _t.Next<byte>("ipv6.hopopts.nxt", 8, Spaces.NextHeader);

    /// <summary>Units of 8 bytes, the first 8 bytes not counted.</summary>
    public static readonly Field<byte> HeaderLength = _t.ExtensionLength("ipv6.hopopts.len");

    /// <summary>Padded to whole units with PadN or Pad1.</summary>
    public static readonly RecordsField Options = _t.Options("ipv6.opts", Ipv6Options.Items, padTo: 8);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("ipv6.hopopts");

    /// <summary>The length of a jumbogram behind its IPv6 header (RFC 2675, section 2); null when no option says it.</summary>
    internal static StatedElsewhere? JumboLength(scoped in View header, int offset)
    {
        foreach (View option in header.Records(Options))
            if (option.Is(JumboPayloadOption.Kind))
                return new(JumboPayloadOption.PayloadLength, offset + option.Offset + 2, option.Get(JumboPayloadOption.PayloadLength));
        return null;
    }
}

/// <summary>Destination Options: only the destination looks at them.</summary>
public static class DestinationOptions
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.DestinationOptions, Rfc.Section(8200, "4.6"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<byte> NextHeader = _t.Next<byte>("ipv6.dstopts.nxt", 8, Spaces.NextHeader);

    /// <summary>Units of 8 bytes, the first 8 bytes not counted.</summary>
    public static readonly Field<byte> HeaderLength = _t.ExtensionLength("ipv6.dstopts.len");

    /// <summary>Padded to whole units with PadN or Pad1.</summary>
    public static readonly RecordsField Options = _t.Options("ipv6.opts", Ipv6Options.Items, padTo: 8);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("ipv6.dstopts").Homing(HomeAddress);

    // RFC 6275, 11.3.1: whoever looks at the sum puts the home address in the place of the source before.
    private static UInt128? HomeAddress(scoped in View header)
    {
        UInt128? home = null;
        foreach (View option in header.Records(Options))
            if (option.Is(HomeAddressOption.Kind)) home = option.Get(HomeAddressOption.HomeAddress).ToUInt128();
        return home;
    }
}

/// <summary>The Fragment header.</summary>
public static class Ipv6Fragment
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Fragment, Rfc.Section(8200, "4.5"));

    /// <summary>Names the layer that follows; of later fragments, the one that the first began with.</summary>
    public static readonly Field<byte> NextHeader = _t.Next<byte>("ipv6.fraghdr.nxt", 8, Spaces.NextHeader);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Reserved = _t.U8("ipv6.fraghdr.reserved_octet");

    /// <summary>Where this fragment lies, in units of 8 bytes.</summary>
    public static readonly Field<ushort> FragmentOffset = _t.FragmentOffset("ipv6.fraghdr.offset", 13);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Res = _t.Bits<byte>("ipv6.fraghdr.reserved_bits", 2);

    /// <summary>Another fragment follows.</summary>
    public static readonly Field<bool> M = _t.MoreFragments("ipv6.fraghdr.more");

    /// <summary>Tells the fragments of one packet from those of another.</summary>
    public static readonly Field<uint> Identification = _t.U32("ipv6.fraghdr.ident");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("ipv6.fraghdr");
}
