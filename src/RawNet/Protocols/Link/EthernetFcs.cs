using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The last four octets of an Ethernet frame, which most network cards keep to themselves: only what a capture file says
/// of itself tells that they are there.</summary>
/// <remarks>In an expression it closes every layer before it: <c>eth / ip / udp / data text:abc / fcs</c>.</remarks>
public static class EthernetFcs
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.EthernetFcs, Source.Ieee("802.3", "3.2.9"));

    /// <summary>A CRC-32 over all that stands in front of it, in the order of the octets as Wireshark shows it.
    /// Computed unless given.</summary>
    public static readonly Field<uint> FrameCheckSequence = _t.FrameCheck("eth.fcs");

    /// <summary>The frame check sequence.</summary>
    public static readonly Kind Kind = _t.Kind("fcs");
}
