using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>BSD loopback, LINKTYPE_NULL: the address family in the byte order of the recording host, here a little-endian one.</summary>
public static class NullLoopback
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Null, new("pcap-linktype(7)", "LINKTYPE_NULL"));

    /// <summary>The AF_ number of the packet that follows; 2 is IPv4 everywhere, IPv6 differs by system.</summary>
    public static readonly Field<uint> Family = _t.Next<uint>("null.family", 32, Spaces.AddressFamily, codec: new SwappedCodec());

    /// <summary>Of a little-endian host, and whatever reads as no family of a big-endian one.</summary>
    public static readonly Kind Kind = _t.Kind("null");
}

/// <summary>BSD loopback, LINKTYPE_NULL, recorded on a big-endian host.</summary>
public static class NullLoopbackBigEndian
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Null, new("pcap-linktype(7)", "LINKTYPE_NULL"));

    /// <summary>The AF_ number of the packet that follows.</summary>
    public static readonly Field<uint> Family = _t.Next<uint>("null.family", 32, Spaces.AddressFamily);

    /// <summary>Told from the other order by which reads below 65,536, and from an EtherType by being none.</summary>
    public static readonly Kind Kind = _t.Kind("null.be", Family.BitsIn(0, 16, 0, 0, 2), Family.BitsIn(16, 0, 1, 1500, 2));
}

/// <summary>LINKTYPE_NULL with an EtherType in place of the address family, as some systems write it,
/// recorded on a little-endian host.</summary>
public static class NullEtherType
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Null, new("pcap-linktype(7)", "LINKTYPE_NULL"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<uint> Type = _t.Next<uint>("null.type", 32, Spaces.EtherType, hex: true, codec: new SwappedCodec());

    /// <summary>Families are below 1501, EtherTypes above; the order is told as that of families is.</summary>
    public static readonly Kind Kind = _t.Kind("null.type", Type.BitsIn(16, 0, 0, 0, 0x0800), Type.Showing(1501, 0xffff, 0x0800));
}

/// <summary>LINKTYPE_NULL with an EtherType in place of the address family in network byte order, whatever stands in front of it:
/// 0f 00 08 00 as well as 00 00 08 00.</summary>
public static class NullEtherTypeBigEndian
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Null, new("pcap-linktype(7)", "LINKTYPE_NULL"));

    /// <summary>Names the layer that follows, by its last 16 bits.</summary>
    public static readonly Field<uint> Type = _t.Next<uint>("null.type", 32, Spaces.EtherType, hex: true, codec: new LowHalfCodec());

    /// <summary>Families are below 1501, EtherTypes above.</summary>
    public static readonly Kind Kind = _t.Kind("null.type.be", Type.BitsIn(16, 0, 1501, 0xffff, 0x0800));
}

/// <summary>OpenBSD loopback, LINKTYPE_LOOP: the address family in network byte order.</summary>
public static class Loop
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Loop, new("pcap-linktype(7)", "LINKTYPE_LOOP"));

    /// <summary>The AF_ number of the packet that follows.</summary>
    public static readonly Field<uint> Family = _t.Next<uint>("null.family", 32, Spaces.AddressFamily);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("loop");
}
