using PacketDotNet;
using SharpPcap;

namespace RawNet.SharpPcap.Tests;

public sealed class PackagesTests
{
    [Fact]
    public void LibpcapIsFound() => Assert.Contains("libpcap", Pcap.Version, StringComparison.Ordinal);

    [Fact]
    public void PacketDotNetReadsAnEthernetHeader() =>
        Assert.IsType<EthernetPacket>(Packet.ParsePacket(LinkLayers.Ethernet, new byte[60]));
}
