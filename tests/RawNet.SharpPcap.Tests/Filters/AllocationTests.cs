using RawNet.Captures;
using RawNet.SharpPcap.Filters;
using RawNet.Wire;

namespace RawNet.SharpPcap.Tests.Filters;

public sealed class AllocationTests
{
    [Fact]
    public void APacketIsJudgedWithoutAllocating()
    {
        Assert.SkipUnless(Libpcap.IsInstalled, "libpcap is not installed");
        byte[] frame =
        [
            2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0, 0, 28, 0, 0, 0,
            0, 64, 1, 0, 0, 198, 18, 0, 1, 198, 18, 0, 2, 8, 0, 0, 0, 0, 0, 0, 0
        ];
        PcapFilter wanted = new("icmp and net 198.18.0.0/15 and greater 42"), unwanted = new("udp or ip protochain 17");
        Assert.Equal((1, 0), (Count(wanted, frame, 1), Count(unwanted, frame, 1)));
        long start = GC.GetAllocatedBytesForCurrentThread();
        int kept = Count(wanted, frame, 1000) + Count(unwanted, frame, 1000);
        Assert.Equal((1000, 0L), (kept, GC.GetAllocatedBytesForCurrentThread() - start));
    }

    private static int Count(PcapFilter filter, byte[] frame, int times)
    {
        int kept = 0;
        for (int i = 0; i < times; i++)
            if (filter.Accepts(new CapturedPacket { Data = frame, LinkType = LinkType.Ethernet, Length = frame.Length })) kept++;
        return kept;
    }
}
