using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The IPv4 header.</summary>
public static class Ipv4
{
    private const int LengthWithoutOptions = 20;
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ipv4, Rfc.Section(791, "3.1"));

    /// <summary>Always 4; with another value the rest of the header is not trusted.</summary>
    public static readonly Field<byte> Version = _t.Version("ip.version", 4);

    /// <summary>Shown in bytes, 20 to 60. The field counts 32-bit words.</summary>
    public static readonly Field<byte> HeaderLength = _t.HeaderLength("ip.hdr_len", 4, unit: 4);

    /// <summary>DSCP in the upper six bits (RFC 2474), ECN in the lower two (RFC 3168); TOS of old.</summary>
    public static readonly Field<byte> TypeOfService = _t.U8("ip.dsfield", hex: true);

    /// <summary>Header and payload in bytes. 0 in captures of segmentation offload. The kernel always writes it under IP_HDRINCL.</summary>
    public static readonly Field<ushort> TotalLength = _t.LayerLength<ushort>("ip.len", 16, zeroIsRest: true);

    /// <summary>Tells the fragments of one datagram from those of another. The kernel fills a 0 under
    /// IP_HDRINCL when DF is clear.</summary>
    public static readonly Field<ushort> Identification = _t.U16("ip.id");

    /// <summary>Must be 0.</summary>
    public static readonly Field<bool> Reserved = _t.Flag("ip.flags.rb");

    /// <summary>Routers must drop the packet rather than fragment it.</summary>
    public static readonly Field<bool> DontFragment = _t.Flag("ip.flags.df");

    /// <summary>Another fragment follows.</summary>
    public static readonly Field<bool> MoreFragments = _t.MoreFragments("ip.flags.mf");

    /// <summary>Where this fragment lies, in units of 8 bytes.</summary>
    public static readonly Field<ushort> FragmentOffset = _t.FragmentOffset("ip.frag_offset", 13);

    /// <summary>Routers that may still forward the packet.</summary>
    public static readonly Field<byte> TimeToLive = _t.U8("ip.ttl", 64);

    /// <summary>Names the layer that follows; 253 when that is data.</summary>
    public static readonly Field<byte> Protocol = _t.Next<byte>("ip.proto", 8, Spaces.IpProtocol);

    /// <summary>Over the header (RFC 1071). The kernel always writes it under IP_HDRINCL.</summary>
    public static readonly Field<ushort> HeaderChecksum = _t.Checksum("ip.checksum", Covers.Header);

    /// <summary>The kernel fills 0.0.0.0 under IP_HDRINCL.</summary>
    public static readonly Field<Ipv4Address> SourceAddress = _t.NetworkSource<Ipv4Address>("ip.src");

    /// <summary>With a source route, the next stop.</summary>
    public static readonly Field<Ipv4Address> DestinationAddress = _t.NetworkDestination<Ipv4Address>("ip.dst");

    /// <summary>Up to 40 bytes, padded with zeros to whole words.</summary>
    public static readonly RecordsField Options = _t.Options("ip.options", Ipv4Options.Items, padTo: 4);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("ip").LeavingLengthOpen(IsBeyondLength);

    /// <summary>The options of a header as they stand, their padding included; empty when there are none.</summary>
    public static ReadOnlySpan<byte> OptionBytes(scoped in View header) => header.Header[LengthWithoutOptions..];

    /// <summary>Some fields set, the rest open.</summary>
    public static Spec With(params ReadOnlySpan<Assignment> values) => Kind.With(values);

    // Linux writes 0 into a segment whose length 16 bits cannot say, others into every one that the network card will cut.
    private static bool IsBeyondLength(scoped in View header) =>
        header.StatedLength > ushort.MaxValue || header.Get(Protocol) == (byte)IpProtocol.Tcp;
}
