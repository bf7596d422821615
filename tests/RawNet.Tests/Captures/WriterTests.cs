using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>The bytes that are written, against hex laid out by hand from the formats' documents, and what is refused.</summary>
public class WriterTests
{
    private static readonly byte[] _frame = Convert.FromHexString(Samples.Frame);

    [Fact]
    public void APcapngSectionIsWrittenAsItsDocumentSays()
    {
        Sample expected = Sample.Of("written", """
            0a0d0d0a 00000028 1a2b3c4d 0001 0000 ffffffffffffffff  0004 0003 74777400 0000 0000 00000028| // 4.1: shb_userappl twt
            00000001 00000028 0001 0000 00040000                                            // 4.2
                0002 0002 6c6f0000  0009 0001 09000000  0000 0000 00000028|                 // if_name lo, if_tsresol 9
            00000006 0000004c 00000000 17979cfe 3d85cd15 00000012 00000014 02000000000202000000000188b5deadbeef0000 // 4.3
                0001 0005 68656c6c6f000000  0002 0004 00000002  0000 0000 0000004c|             // opt_comment hello, epb_flags outbound
            00000005 00000034 00000000 17979cfe 3d85cd15                                    // 4.6
                0004 0008 000000000000000c  0005 0008 0000000000000003  0000 0000 00000034| // 12 received, 3 dropped
            """);
        using RecordingStream stream = new();
        PcapngWriter writer = new(stream, new PcapngSection { Application = "twt" }, ByteOrder.Big);
        writer.AddInterface(new CaptureInterface(LinkType.Ethernet) { Name = "lo" });
        writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, 1_700_000_000_123_456_789)
        {
            Length = 20,
            Comments = PacketComments.Of("hello"),
            Direction = PacketDirection.Outbound
        });
        writer.WriteStatistics(0, new InterfaceStatistics(1_700_000_000_123_456_789) { Received = 12, Dropped = 3 });
        Assert.Equal(Convert.ToHexStringLower(expected.Bytes), Convert.ToHexStringLower(stream.ToArray()));
        Assert.Equal(expected.Borders, stream.WriteEnds);
    }

    [Fact]
    public void APcapFileIsWrittenAsItsDocumentSays()
    {
        Sample expected = Sample.Of("written", $"""
            4d3cb2a1 0200 0400 00000000 00000000 60000000 01000000|
            00f15365 15cd5b07 12000000 3c000000 {Samples.Frame}|
            00f15365 15cd5b07 12000000 12000000 {Samples.Frame}|
            """);
        using RecordingStream stream = new();
        PcapWriter writer = new(stream, new CaptureInterface(LinkType.Ethernet) { SnapLength = 96 });
        writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, 1_700_000_000_123_456_789) { Length = 60 });
        writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, 1_700_000_000_123_456_789));
        Assert.Equal(Convert.ToHexStringLower(expected.Bytes), Convert.ToHexStringLower(stream.ToArray()));
        Assert.Equal(expected.Borders, stream.WriteEnds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BytesBeyondTheSnapLengthAreLeftOut(bool pcapng)
    {
        using MemoryStream stream = new();
        ICaptureWriter writer = Open(stream, pcapng, new CaptureInterface(LinkType.Ethernet) { SnapLength = 14 });
        writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, 0));
        Row packet = Assert.Single(Reading.Of(stream.ToArray()).Packets);
        Assert.Equal((18, Samples.Frame[..28]), (packet.Length, packet.Data));
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void ACopyOfEverySectionHasTheSamePackets(string name)
    {
        Sample sample = Samples.Named(name);
        using MemoryStream source = new(sample.Bytes);
        using MemoryStream copy = new();
        using CaptureReader reader = CaptureReader.Open(source);
        PcapngWriter? writer = null;
        IReadOnlyList<CaptureInterface> added = [];
        while (reader.TryRead(out CapturedPacket packet))
        {
            if (!added.SequenceEqual(reader.Interfaces))
            {
                added = [.. reader.Interfaces];
                writer = new PcapngWriter(copy);
                foreach (CaptureInterface description in added)
                    writer.AddInterface(description);
            }
            writer!.Write(packet);
        }
        Assert.Equal(sample.Packets, Reading.Of(copy.ToArray()).Packets);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APacketOfAnotherLinkTypeIsRefusedAndNothingIsWritten(bool pcapng)
    {
        using MemoryStream stream = new();
        ICaptureWriter writer = Open(stream, pcapng, new CaptureInterface(LinkType.Ethernet));
        long before = stream.Length;
        Assert.Throws<ArgumentException>(() => writer.Write(new CapturedPacket(LinkType.Raw, _frame, 0)));
        Assert.Equal(before, stream.Length);
    }

    [Theory]
    [InlineData(false, -1L)]
    [InlineData(true, -1L)]
    [InlineData(false, 4_294_967_296_000_000_000L)]
    [InlineData(false, null)]
    public void ATimeThatTheFormatCannotHoldIsRefused(bool pcapng, long? time)
    {
        ICaptureWriter writer = Open(Stream.Null, pcapng, new CaptureInterface(LinkType.Ethernet));
        Assert.ThrowsAny<ArgumentException>(() => writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, time)));
    }

    [Fact]
    public void APacketWithoutATimeNeedsInterfaceZeroAndAllItsBytes()
    {
        PcapngWriter writer = new(Stream.Null);
        writer.AddInterface(new CaptureInterface(LinkType.Ethernet));
        writer.AddInterface(new CaptureInterface(LinkType.Ethernet));
        Assert.Throws<ArgumentException>(() => writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, null) { Interface = 1 }));
        Assert.Throws<ArgumentException>(() => writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, null) { Length = 60 }));
        Assert.Throws<ArgumentException>(
            () => writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, null) { Comments = PacketComments.Of("no") }));
    }

    [Fact]
    public void AnInterfaceThatWasNotAddedIsRefused()
    {
        PcapngWriter writer = new(Stream.Null);
        Assert.Throws<ArgumentException>(() => writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, 0)));
        Assert.Throws<ArgumentException>(() => writer.WriteStatistics(0, new InterfaceStatistics(0) { Received = 1, Dropped = 1 }));
    }

    [Fact]
    public void PcapRefusesResolutionsAndOffsetsItCannotHold()
    {
        Assert.Throws<ArgumentException>(
            () => new PcapWriter(Stream.Null, new CaptureInterface(LinkType.Ethernet) { Resolution = new TimeResolution(3) }));
        Assert.Throws<ArgumentException>(() => new PcapWriter(Stream.Null, new CaptureInterface(LinkType.Ethernet) { OffsetSeconds = 1 }));
    }

    [Fact]
    public void ACommentTooLongForAnOptionIsRefusedAndNothingIsWritten()
    {
        using MemoryStream stream = new();
        ICaptureWriter writer = Open(stream, pcapng: true, new CaptureInterface(LinkType.Ethernet));
        long before = stream.Length;
        Assert.Throws<ArgumentException>(
            () => writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, 0) { Comments = PacketComments.Of(new string('c', 65_536)) }));
        Assert.Equal(before, stream.Length);
    }

    [Fact]
    public void ABlockThatNoReaderTakesIsRefusedAndNothingIsWritten()
    {
        using MemoryStream stream = new();
        ICaptureWriter writer = Open(stream, pcapng: true, new CaptureInterface((LinkType)231) { SnapLength = 0 });
        long before = stream.Length;
        string comment = new('c', 65_000);
        Assert.Throws<ArgumentException>(() => writer.Write(
            new CapturedPacket((LinkType)231, new byte[128 << 20], 0) { Comments = PacketComments.Of(comment, comment, comment) }));
        Assert.Equal(before, stream.Length);
    }

    private static ICaptureWriter Open(Stream stream, bool pcapng, CaptureInterface description)
    {
        if (!pcapng)
            return new PcapWriter(stream, description);
        PcapngWriter writer = new(stream);
        writer.AddInterface(description);
        return writer;
    }
}
