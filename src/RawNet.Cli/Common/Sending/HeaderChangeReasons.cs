namespace RawNet.Cli.Common.Sending;

/// <summary>The kernel's reasons to change a header, in words (raw(7), ip(7)).</summary>
internal static class HeaderChangeReasons
{
    public static string For(SendMethod via, string field) => (via, field) switch
    {
        (SendMethod.Raw, "ip.len") => "the kernel always writes the total length of what it was given (raw(7))",
        (SendMethod.Raw, "ip.checksum") => "the kernel always computes the header checksum (raw(7))",
        (SendMethod.Raw, "ip.id") => "an id of 0 is filled while DF is clear (raw(7))",
        (SendMethod.Raw, "ip.src") => "a source of 0.0.0.0 is filled with the route's (raw(7))",
        (SendMethod.Ip, "ip.id") => "the kernel numbers the datagrams of its own headers",
        (SendMethod.Ip, "ip.checksum") => "the kernel computes the header checksum",
        (SendMethod.Ip, "ip.options") => "record route and timestamp: the kernel enters its own address and time",
        (SendMethod.Ip, "ip.len") => "longer than the MTU: the kernel made fragments",
        (SendMethod.Ip, "ip.flags.mf") => "longer than the MTU: the kernel made fragments",
        (SendMethod.Ip, "ip.frag_offset") => "longer than the MTU: the kernel made fragments",
        (SendMethod.Ip, "ipv6.flow") => "the kernel labels its flows (net.ipv6.auto_flowlabels)",
        (SendMethod.Ip, "icmpv6.checksum") => "on ICMPv6 sockets the kernel computes the checksum (RFC 3542, 3.1)",
        (_, "data.data" or "trailer.data") => "the packet does not end where it was asked to",
        _ => "by no rule of raw(7): a firewall, a traffic filter or the driver of this host did it",
    };
}
