using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Every kind that this library declares.</summary>
public static class Registry
{
    /// <summary>The catalogue of all kinds: it finds the kind of bytes, and a kind by its name.</summary>
    public static Catalogue Kinds { get; } = new(
        Spaces.LinkType,
        Data.Kind,
        Trailer.Kind,
        Ethernet.Kind,
        Vlan.Kind,
        NullLoopback.Kind,
        NullLoopbackBigEndian.Kind,
        Loop.Kind,
        Ipv4.Kind,
        Ipv6.Kind,
        Icmp.Kind,
        IcmpEcho.Request,
        IcmpEcho.Reply,
        IcmpUnreachable.Kind,
        IcmpTimeExceeded.Kind,
        Icmpv6.Kind,
        Icmpv6Echo.Request,
        Icmpv6Echo.Reply,
        Igmp.Kind,
        IgmpV1.Query,
        IgmpV1.Report,
        IgmpV2.Query,
        IgmpV2.Report,
        IgmpV2.Leave,
        IgmpV3Query.Kind,
        IgmpV3Report.Kind,
        Udp.Kind,
        Tcp.Kind);
}
