namespace RawNet.Wire;

/// <summary>Link types whose frames begin in several ways, told apart by the first bytes.</summary>
internal static class MixedLinks
{
    /// <summary>The link type that says how this frame begins.</summary>
    public static LinkType TypeOf(LinkType link, ReadOnlySpan<byte> frame) => link switch
    {
        // LINKTYPE_RAW, DLT_RAW's two numbers and LINKTYPE_IPV4: the version nibble says which it is.
        LinkType.Raw or LinkType.Ipv4 or (LinkType)12 or (LinkType)14 =>
            !frame.IsEmpty && frame[0] >> 4 == 6 ? LinkType.Ipv6 : LinkType.Ipv4,
        // RFC 1662, 3.1: some systems record point-to-point links as loopback; no address family begins so.
        LinkType.Null when frame is [0xff, 0x03, ..] => LinkType.Ppp,
        // The unicast and the multicast address of Cisco's HDLC, which PPP has for no protocol.
        LinkType.Ppp or LinkType.PppHdlc when frame is [0x0f or 0x8f, ..] => LinkType.CHdlc,
        _ => link,
    };
}
