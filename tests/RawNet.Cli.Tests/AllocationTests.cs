using RawNet.Captures;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Packets;

namespace RawNet.Cli.Tests;

public class AllocationTests
{
    [Theory]
    [InlineData("udp4.pcap")]
    [InlineData("ping4-record-route.pcap")]
    [InlineData("igmp-v3-sources.pcap")]
    [InlineData("unreachable4-port.pcap")]
    public void AfterWarmingUpJsonOfAPacketAllocatesNothing(string file)
    {
        using var lines = new JsonLines(Stream.Null, "rawnet.read/1");
        using var renderer = new PacketJson(lines, hash: true);
        Show(renderer, file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        (long packets, long whileOpening) = Show(renderer, file);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before - whileOpening);
        Assert.True(packets > 0);
    }

    // The packets are written in one loop; what opening the file costs is told apart.
    private static (long Packets, long WhileOpening) Show(PacketJson renderer, string file)
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new MemoryStream(File.ReadAllBytes(Rawnet.File("captures", file)));
        using var reader = CaptureReader.Open(stream);
        long opened = GC.GetAllocatedBytesForCurrentThread() - start;
        long packets = 0;
        for (; reader.TryRead(out CapturedPacket packet); packets++) renderer.Show(packet, file: null);
        return (packets, opened);
    }
}
