using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The IPv6 base header.</summary>
public static class Ipv6
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ipv6, Rfc.Section(8200, "3"));

    /// <summary>Always 6; with another value the rest of the header is not trusted.</summary>
    public static readonly Field<byte> Version = _t.Version("ipv6.version", 6);

    /// <summary>DSCP in the upper six bits, ECN in the lower two.</summary>
    public static readonly Field<byte> TrafficClass = _t.Bits<byte>("ipv6.tclass", 8, hex: true);

    /// <summary>Names a flow to routers (RFC 6437).</summary>
    public static readonly Field<uint> FlowLabel = _t.Bits<uint>("ipv6.flow", 20, hex: true);

    /// <summary>Bytes behind this header, extension headers among them. 0 with segmentation offload.</summary>
    public static readonly Field<ushort> PayloadLength = _t.LengthBehind<ushort>("ipv6.plen", 16, uncounted: 40, zeroIsRest: true);

    /// <summary>Names the layer that follows; 59 when nothing declared does.</summary>
    public static readonly Field<byte> NextHeader = _t.Next<byte>("ipv6.nxt", 8, Spaces.NextHeader);

    /// <summary>Routers that may still forward the packet.</summary>
    public static readonly Field<byte> HopLimit = _t.U8("ipv6.hlim", 64);

    /// <summary>The sender. The kernel does not fill it under IPV6_HDRINCL.</summary>
    public static readonly Field<Ipv6Address> SourceAddress = _t.NetworkSource<Ipv6Address>("ipv6.src");

    /// <summary>With a routing header, the next stop.</summary>
    public static readonly Field<Ipv6Address> DestinationAddress = _t.NetworkDestination<Ipv6Address>("ipv6.dst");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("ipv6").LeavingLengthOpen(IsBeyondLength).StatingLengthElsewhere(JumboLength);

    /// <summary>Some fields set, the rest open.</summary>
    public static Spec With(params ReadOnlySpan<Assignment> values) => Kind.With(values);

    // RFC 2675, 2: the hop-by-hop header says what 16 bits cannot. Linux leaves it out of TCP segments that a network card will cut.
    private static bool IsBeyondLength(scoped in View header)
    {
        int payload = header.StatedLength - header.HeaderLength;
        if (payload <= ushort.MaxValue) return false;
        return header.Get(NextHeader) == (byte)IpProtocol.Tcp || JumboLength(header)?.Length == payload;
    }

    private static StatedElsewhere? JumboLength(scoped in View header) =>
        header.Get(NextHeader) == (byte)IpProtocol.Hopopt
        && HopByHopOptions.Kind.TryView(header.Bytes[header.HeaderLength..], out View options)
            ? HopByHopOptions.JumboLength(options, header.Offset + header.HeaderLength)
            : null;
}
