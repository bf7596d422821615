using RawNet.Captures;
using RawNet.Cli.Output;

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
        using var renderer = new PacketJson(Stream.Null, "rawnet.read/1", hash: true);
        AssertAllocatesNothing(renderer, file);
    }

    // Fields of variable length, as options are, still become values of their own on the way to text.
    [Theory]
    [InlineData("udp4.pcap")]
    [InlineData("unreachable4-port.pcap")]
    [InlineData("igmp-v2.pcap")]
    public void AfterWarmingUpALineOfAPacketWithFixedFieldsAllocatesNothing(string file)
    {
        using var renderer = new PacketLines(Stream.Null);
        AssertAllocatesNothing(renderer, file);
    }

    private static void AssertAllocatesNothing(IPacketRenderer renderer, string file) => Assert.Equal(0, Settled(renderer, file));

    // Code that is not optimised yet boxes what the finished code does not, and on a busy machine that takes its time.
    private static long Settled(IPacketRenderer renderer, string file)
    {
        for (int attempt = 0; ; attempt++)
        {
            for (int n = 0; n < 20; n++) Show(renderer, file);
            long before = GC.GetAllocatedBytesForCurrentThread();
            (long packets, long whileOpening) = Show(renderer, file);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before - whileOpening;
            Assert.True(packets > 0);
            if (allocated == 0 || attempt == 40) return allocated;
            Thread.Sleep(25);
        }
    }

    // The packets are written in one loop; what opening the file costs is told apart.
    private static (long Packets, long WhileOpening) Show(IPacketRenderer renderer, string file)
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

