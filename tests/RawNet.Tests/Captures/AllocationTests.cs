using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>Nothing is allocated per packet, so a long file takes no more memory than a short one.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData(false, 100_000)]
    [InlineData(true, 100_000)]
    public void ReadingAllocatesNothingPerPacket(bool pcapng, int packets)
    {
        using EndlessStream stream = new(pcapng);
        using CaptureReader reader = CaptureReader.Open(stream);
        Read(reader, 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long bytes = Read(reader, packets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(packets * 1000L, bytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WritingAllocatesNothingPerPacket(bool pcapng)
    {
        ICaptureWriter writer = EndlessStream.Writer(Stream.Null, pcapng);
        byte[] data = new byte[1000];
        PacketComments comments = PacketComments.Of("seen");
        Write(writer, data, comments, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(writer, data, comments, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long Read(CaptureReader reader, int packets)
    {
        long bytes = 0;
        for (int i = 0; i < packets && reader.TryRead(out CapturedPacket packet); i++)
            bytes += packet.Data.Length;
        return bytes;
    }

    private static void Write(ICaptureWriter writer, byte[] data, PacketComments comments, int packets)
    {
        bool pcapng = writer is PcapngWriter;
        for (int i = 0; i < packets; i++)
            writer.Write(new CapturedPacket(LinkType.Ethernet, data, i)
            {
                Direction = pcapng ? PacketDirection.Inbound : PacketDirection.Unknown,
                Comments = comments,
            });
    }
}
