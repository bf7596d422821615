using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>Blocks laid out by hand from draft-ietf-opsawg-pcapng: what they say, and that they are written as they were.</summary>
public class BlockTests
{
    public static TheoryData<string> PcapngSamples { get; } =
    [
        .. Samples.All.Where(sample => sample.Name.StartsWith("pcapng", StringComparison.Ordinal)).Select(sample => sample.Name)
    ];

    [Theory]
    [MemberData(nameof(PcapngSamples))]
    public void AHandmadeFileIsWrittenAgainByteForByte(string name)
    {
        Sample sample = Samples.Named(name);
        Assert.Equal(sample.Bytes, Blocks.Of(sample.Bytes).Copy);
        Assert.Equal(sample.Bytes, Blocks.Of(sample.Gzipped()).Copy);
    }

    [Theory]
    [MemberData(nameof(PcapngSamples))]
    public void ACutFileGivesItsWholeBlocksThenOneError(string name)
    {
        Sample sample = Samples.Named(name);
        for (int length = 4; length < sample.Bytes.Length; length++)
        {
            Blocks blocks = Blocks.Of(sample.Bytes[..length]);
            int whole = sample.Borders.LastOrDefault(border => border <= length);
            Assert.Equal(sample.Bytes[..whole], blocks.Copy);
            Assert.Equal(whole == length ? null : CaptureFault.CutShort, blocks.Error?.Fault);
        }
    }

    [Theory]
    [InlineData(0x0a0d0d0au, "4d3c2b1a 0100 0000 ffffffffffffffff", "Section Header",
        "section.order=little section.version=1.0 section.length=-1")]
    [InlineData(1u, "6500 0000 00000400", "Interface Description", "interface.number=1 interface.linktype=101 interface.snaplen=262144")]
    [InlineData(2u, "0000 ffff 240a0600 40222018 04000000 3c000000 deadbeef", "Packet",
        "frame.interface_id=0 frame.time_ns=1700000000123456000 frame.drops=65535 frame.cap_len=4 frame.len=60")]
    [InlineData(3u, "3c000000 deadbeef", "Simple Packet", "frame.interface_id=0 frame.cap_len=4 frame.len=60")]
    [InlineData(4u, "00000000", "Name Resolution", "")]
    [InlineData(5u, "00000000 240a0600 40222018", "Interface Statistics", "interface.number=0 interface.time_ns=1700000000123456000")]
    [InlineData(6u, "00000000 240a0600 40222018 04000000 3c000000 deadbeef", "Enhanced Packet",
        "frame.interface_id=0 frame.time_ns=1700000000123456000 frame.cap_len=4 frame.len=60")]
    [InlineData(6u, "05000000 01000000 02000000 00000000 00000000", "Enhanced Packet",
        "frame.interface_id=5 frame.time_units=4294967298 frame.cap_len=0 frame.len=0")]
    [InlineData(9u, "5f5f413d310a0000", "systemd Journal Export", "journal.entry=__A=1\n\0\0")]
    [InlineData(10u, "4b534c54 03000000 61626300", "Decryption Secrets", "secrets.type=TLS key log secrets.length=3")]
    [InlineData(10u, "4c4b4757 00000000", "Decryption Secrets", "secrets.type=WireGuard key log secrets.length=0")]
    [InlineData(10u, "01000000 00000000", "Decryption Secrets", "secrets.type=0x00000001 secrets.length=0")]
    [InlineData(0xbadu, "d97e0000 01020304", "Custom", "custom.pen=32473 custom.copyable=true custom.data=01020304")]
    [InlineData(0x40000badu, "d97e0000", "Custom", "custom.pen=32473 custom.copyable=false custom.data=")]
    [InlineData(0x7777u, "01020304", "Unknown", "block.data=01020304")]
    [InlineData(0xffffffffu, "", "Unknown", "block.data=")]
    public void ABlockSaysWhatItsFixedPartHolds(uint type, string body, string name, string fields)
    {
        BlockDescription block = Blocks.OneOf(type, body);
        Assert.Null(block.Error);
        Assert.Equal((type, name), ((uint)block.Type, block.Name));
        Assert.Equal(fields, string.Join(' ', block.Fields.Select(field => $"{field.Name}={field.Value.Text}")));
    }

    [Theory]
    [InlineData(1u, "6500 0000", "at byte 48: a block Interface Description needs a body of 8 bytes and has 4")]
    [InlineData(1u, "6500 0000 00000400 0200 0500 65746830", "at byte 48: an option of a block of 28 bytes reaches beyond it")]
    [InlineData(6u, "00000000 240a0600 40222018 05000000 3c000000 deadbeef",
        "at byte 48: the packet of a block of 36 bytes reaches beyond it")]
    [InlineData(4u, "0100 0900 7f000001 6f6e6500", "at byte 48: a record of a block of 24 bytes reaches beyond it")]
    [InlineData(10u, "4b534c54 ffffffff 61626300", "at byte 48: the secret of a block of 24 bytes reaches beyond it")]
    public void ABlockThatContradictsItsLengthSaysSoAndTheFileGoesOn(uint type, string body, string error)
    {
        byte[] file = [.. Convert.FromHexString(Blocks.Head), .. Blocks.Bytes(type, body), .. Blocks.Bytes(0x7777, "")];
        Blocks blocks = Blocks.Of(file);
        Assert.Equal(error, blocks.Descriptions[2].Error?.ToString());
        Assert.Equal(4, blocks.Descriptions.Count);
        Assert.Equal(file, blocks.Copy);
    }

    [Theory]
    [InlineData("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000", CaptureFault.NoBlocks)]
    [InlineData("00112233", CaptureFault.NotACapture)]
    [InlineData("0a0d", CaptureFault.CutShort)]
    public void WhatIsNoPcapngHasNoBlocks(string hex, CaptureFault fault)
    {
        Blocks blocks = Blocks.Of(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(fault, blocks.Error?.Fault);
        Assert.Empty(blocks.Descriptions);
    }

    [Fact]
    public void AWriterRefusesABlockThatItsSectionCannotHold()
    {
        BlockWriter writer = new(Stream.Null);
        Assert.Throws<ArgumentException>(() => writer.Write(default));
        Assert.Throws<ArgumentException>(() => writer.Write(Second("pcapng little-endian, every block")));
        writer.Write(First("pcapng little-endian, every block"));
        writer.Write(Second("pcapng little-endian, every block"));
        Assert.Throws<ArgumentException>(() => writer.Write(Second("pcapng big-endian, every packet block")));
    }

    private static Block First(string sample) => At(sample, 1);

    private static Block Second(string sample) => At(sample, 2);

    private static Block At(string sample, int number)
    {
        using MemoryStream stream = new(Samples.Named(sample).Bytes);
        using BlockReader reader = BlockReader.Open(stream);
        Block block = default;
        for (int i = 0; i < number; i++)
            Assert.True(reader.TryRead(out block));
        return block;
    }
}
