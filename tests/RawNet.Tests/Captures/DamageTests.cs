using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>Damage is data: whole packets first, then one error that says what is wrong and where.</summary>
public class DamageTests
{
    private const string SectionAndInterface = "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000"
        + "0100000014000000010000000000040014000000";

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void AFileCutAnywhereGivesItsWholePacketsAndOneErrorUnlessCutAtABorder(string name)
    {
        Sample sample = Samples.Named(name);
        for (int length = 0; length < sample.Bytes.Length; length++)
        {
            Reading reading = Reading.Of(sample.Bytes[..length]);
            Assert.Equal(sample.Packets.Take(sample.PacketEnds.Count(end => end <= length)), reading.Packets);
            Assert.Equal(sample.Borders.Contains(length) ? null : CaptureFault.CutShort, reading.Error?.Fault);
            Assert.Equal(sample.Borders.LastOrDefault(border => border <= length), reading.Error?.Offset ?? length);
        }
    }

    [Fact]
    public void AGzippedFileCutAnywhereGivesOnlyWholePackets()
    {
        Sample sample = Samples.Named("pcapng little-endian, every block");
        byte[] packed = sample.Gzipped();
        for (int length = 0; length < packed.Length; length++)
        {
            Reading reading = Reading.Of(packed[..length]);
            Assert.Equal(sample.Packets.Take(reading.Packets.Count), reading.Packets);
            Assert.True(reading.Packets.Count == sample.Packets.Count || reading.Error is not null,
                $"cut to {length} of {packed.Length} bytes without an error");
        }
    }

    [Fact]
    public void AFileGzippedInTwoPartsIsOneFile()
    {
        Sample sample = Samples.Named("pcap little-endian microseconds");
        Reading reading = Reading.Of([.. sample.Gzipped(..30), .. sample.Gzipped(30..)]);
        Assert.Null(reading.Error);
        Assert.Equal(sample.Packets, reading.Packets);
    }

    [Fact]
    public void BytesThatAreNoGzipBehindItsMagicAreAnError()
    {
        Assert.Equal(CaptureFault.BadCompression, Reading.Of([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]).Error?.Fault);
    }

    [Theory]
    [InlineData("00112233", CaptureFault.NotACapture, 0,
        "at byte 0: the magic number 00112233 is that of no capture format (pcap, pcapng)")]
    [InlineData("", CaptureFault.CutShort, 0,
        "at byte 0: the file is cut short, a capture file's magic number needs 4 bytes and 0 are there")]
    [InlineData("d4c3b2a1 0300 0400 00000000 00000000 00000400 01000000", CaptureFault.UnsupportedVersion,
        4, "at byte 4: pcap version 3.4 is not supported, only 2.x and 543.0")]
    [InlineData("d4c3b2a1 0200 0400 00000000 00000000 40000000 f2e1c546", CaptureFault.BadLinkType,
        20, "at byte 20: the field of the link type, 0x46c5e1f2, has reserved bits set")]
    [InlineData("a1b2c3d4 0002 0004 00000000 00000000 00000040 00010001", CaptureFault.BadLinkType,
        20, "at byte 20: the field of the link type, 0x00010001, has reserved bits set")]
    [InlineData("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000 00000000 00000000 01000400 01000400", CaptureFault.BadLength,
        24, "at byte 24: packet 1 claims 262145 captured bytes, more than the 262144 that its link type may have")]
    [InlineData("0a0d0d0a 1c000000 00000000 0100 0000 ffffffffffffffff 1c000000", CaptureFault.NotACapture,
        8, "at byte 8: 00000000 is no byte-order magic of a pcapng section")]
    [InlineData("0a0d0d0a 1c000000 4d3c2b1a 0100 0100 ffffffffffffffff 1c000000", CaptureFault.UnsupportedVersion,
        12, "at byte 12: pcapng version 1.1 is not supported, only 1.0 and 1.2")]
    [InlineData("0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 20000000", CaptureFault.BadLength,
        0, "at byte 0: the block length is 28 in front of the block and 32 behind it")]
    [InlineData("0a0d0d0a 18000000 4d3c2b1a 0100 0000 ffffffffffffffff 18000000",
        CaptureFault.BadLength, 0, "at byte 0: the block length 24 is not from 28 to 134348832")]
    public void AFileThatCannotBeRightIsRefusedWithOneSentence(string hex, CaptureFault fault, long offset, string sentence)
    {
        Reading reading = Reading.Of(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal((fault, offset, sentence), (reading.Error?.Fault, reading.Error?.Offset, reading.Error?.ToString()));
        Assert.Empty(reading.Packets);
    }

    [Theory]
    [InlineData("06000000 0d000000 00000000", CaptureFault.BadLength, "at byte 48: the block length 13 is not a multiple of 4")]
    [InlineData("06000000 00000000 00000000", CaptureFault.BadLength, "at byte 48: the block length 0 is not from 12 to 134348832")]
    [InlineData("06000000 24000208 00000000", CaptureFault.BadLength, "at byte 48: the block length 134348836 is not from 12 to 134348832")]
    [InlineData("06000000 0c000000 0c000000", CaptureFault.BadLength,
        "at byte 48: a block Enhanced Packet needs a body of 20 bytes and has 0")]
    [InlineData("03000000 0c000000 0c000000", CaptureFault.BadLength,
        "at byte 48: a block Simple Packet needs a body of 4 bytes and has 0")]
    [InlineData("01000000 0c000000 0c000000", CaptureFault.BadLength,
        "at byte 48: a block Interface Description needs a body of 8 bytes and has 0")]
    [InlineData("01000000 18000000 01000000 00000400 09000800 18000000", CaptureFault.BadLength,
        "at byte 48: an option of a block of 24 bytes reaches beyond it")]
    [InlineData("06000000 20000000 00000000 00000000 00000000 01000000 01000000 20000000",
        CaptureFault.BadLength, "at byte 48: packet 1 claims 1 captured bytes and its block holds 0")]
    [InlineData("06000000 20000000 01000000 00000000 00000000 00000000 00000000 20000000",
        CaptureFault.NoInterface, "at byte 48: a packet of interface 1 in a section that describes 1")]
    [InlineData("02000000 20000000 01000000 00000000 00000000 00000000 00000000 20000000",
        CaptureFault.NoInterface, "at byte 48: a packet of interface 1 in a section that describes 1")]
    public void ABlockThatCannotBeRightEndsTheFileWithOneSentence(string hex, CaptureFault fault, string sentence)
    {
        Reading reading = Reading.Of(Convert.FromHexString(SectionAndInterface + hex.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal((fault, sentence), (reading.Error?.Fault, reading.Error?.ToString()));
        Assert.Empty(reading.Packets);
    }

    [Theory]
    [InlineData("0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000 03000000 10000000 00000000 10000000")]
    public void ASimplePacketBlockNeedsAnInterfaceToo(string hex)
    {
        Assert.Equal(CaptureFault.NoInterface,
            Reading.Of(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))).Error?.Fault);
    }

    [Fact]
    public void InterfacesEndWithTheirSection()
    {
        byte[] bytes = Convert.FromHexString(
            SectionAndInterface + SectionAndInterface[..56] + "06000000200000000000000000000000000000000000000000000000" + "20000000");
        Assert.Equal(CaptureFault.NoInterface, Reading.Of(bytes).Error?.Fault);
    }

    // Link type 231 (D-Bus) may have 128 MiB, and the packet claims nearly that; a block claims 16 MiB, another all that a block may have.
    [Theory]
    [InlineData("d4c3b2a1 0200 0400 00000000 00000000 00000400 e7000000 00000000 00000000 00ffff07 00ffff07 00000000")]
    [InlineData("0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000 06000000 00000001 00000000 00000000")]
    [InlineData("0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000 06000000 20000208 00000000 00000000")]
    public void AClaimedLengthAllocatesNothing(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Reading.Of(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Reading reading = Reading.Of(bytes);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(CaptureFault.CutShort, reading.Error?.Fault);
        Assert.InRange(allocated, 0, 80_000);
    }
}
