using RawNet.Captures;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>What files say of frame check sequences, read and written; tshark reads what is written.</summary>
public class FcsTests
{
    // An echo request of 82 octets, of which zlib's crc32 is 0xe4901080.
    private const string Frame = "020000000002020000000001080045000044000100004001ee90c6120001c612000208008e8e00070001" + Data + Sum;
    private const string Data = "78787878787878787878787878787878787878787878787878787878787878787878787878787878", Sum = "801090e4";
    private const string Interface = "0100 0000 00000000", Packet = "00000000 240a0600 40222018 00000000 00000000", Simple = "00000000";

    // draft-ietf-opsawg-pcap: the length counts where the f bit, 0x04000000, is set, in words of 16 bits.
    [Theory]
    [InlineData("01000004", 0)]
    [InlineData("01000014", 2)]
    [InlineData("01000024", 4)]
    [InlineData("010000f4", 30)]
    [InlineData("01000000", null)]
    [InlineData("01000020", null)]
    public void PcapSaysItInItsLinkType(string field, int? length)
    {
        byte[] file = Convert.FromHexString($"d4c3b2a1 02000400 00000000 00000000 00000400 {field} 00f15365 00000000 00000000 12000000"
            .Replace(" ", "", StringComparison.Ordinal));
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(file));
        Assert.True(reader.TryRead(out CapturedPacket packet), $"{reader.Error}");
        Assert.Equal((length, length ?? 0, LinkType.Ethernet), (reader.Interfaces[0].FcsLength, packet.FcsLength, packet.LinkType));
    }

    // draft-ietf-opsawg-pcapng, 4.3.1: bits 5 to 8 of epb_flags, 0 when it is not told.
    [Theory]
    [InlineData("0d00 0100 04000000", 6u, Packet, 4)]
    [InlineData("0d00 0100 04000000", 6u, Packet + "0200 0400 00000000", 4)]
    [InlineData("0d00 0100 04000000", 6u, Packet + "0200 0400 40000000", 2)]
    [InlineData("0d00 0100 04000000", 6u, Packet + "0200 0400 e1010000", 15)]
    [InlineData("0d00 0100 00000000", 6u, Packet + "0200 0400 80000000", 4)]
    [InlineData("", 6u, Packet + "0200 0400 80000000", 4)]
    [InlineData("", 6u, Packet, 0)]
    [InlineData("0d00 0100 04000000", 3u, Simple, 4)]
    [InlineData("0d00 0100 04000000  0d00 0100 02000000", 3u, Simple, 4)]
    [InlineData("0d00 0200 04000000", 3u, Simple, 0)]
    public void PcapngSaysItInAnInterfaceOrAPacket(string options, uint type, string body, int length)
    {
        byte[] file = [.. Convert.FromHexString(Blocks.Head[..56]), .. Blocks.Bytes(1, Interface + options), .. Blocks.Bytes(type, body)];
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(file));
        Assert.True(reader.TryRead(out CapturedPacket packet), $"{reader.Error}");
        Assert.Equal(length, packet.FcsLength);
        Assert.Equal(length, OwnedPacket.Of(packet).Captured.FcsLength);
    }

    [Theory]
    [InlineData(CaptureContainer.Pcap, ByteOrder.Little)]
    [InlineData(CaptureContainer.Pcap, ByteOrder.Big)]
    [InlineData(CaptureContainer.Pcapng, ByteOrder.Little)]
    [InlineData(CaptureContainer.Pcapng, ByteOrder.Big)]
    public void WhatIsCopiedKeepsTheSign(CaptureContainer container, ByteOrder order)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using MemoryStream stream = new();
        var description = new CaptureInterface(LinkType.Ethernet) { FcsLength = 4 };
        ICaptureWriter writer = container == CaptureContainer.Pcap
            ? new PcapWriter(stream, description, order)
            : Section(stream, order, description, new(LinkType.Ethernet));
        var packet = new CapturedPacket(LinkType.Ethernet, Convert.FromHexString(Frame), 1_700_000_000_000_000_000);
        writer.Write(packet);
        writer.Write(packet with { FcsLength = 4 });
        if (container == CaptureContainer.Pcapng)
        {
            writer.Write(packet with { Interface = 1 });
            writer.Write(packet with { Interface = 1, FcsLength = 4 });
        }
        using TemporaryFile file = new(stream.ToArray());
        string[] seen = [.. Peer.Run("tshark", ["-n", "-o", "eth.check_fcs:TRUE", "-o", "eth.fcs:Never", "-r", file.Path,
            "-T", "fields", "-e", "eth.fcs", "-e", "eth.fcs.status", "-e", "eth.trailer"]).Succeeded().Lines];
        const string with = "0x801090e4\t1\t", without = "\t\t801090e4";
        Assert.Equal(container == CaptureContainer.Pcap ? [with, with] : [with, with, without, with], seen.Select(line => line));
        Assert.Equal(seen.Select(line => line == without ? 0 : 4), Lengths(stream.ToArray()));
    }

    [Fact]
    public void WhatAFormatCannotSayIsRefused()
    {
        using MemoryStream stream = new();
        Assert.Throws<ArgumentException>(() => new PcapWriter(stream, new CaptureInterface(LinkType.Ethernet) { FcsLength = 3 }));
        Assert.Throws<ArgumentException>(() => new PcapWriter(stream, new CaptureInterface(LinkType.Ethernet) { FcsLength = 32 }));
        PcapWriter none = new(stream, new CaptureInterface(LinkType.Ethernet));
        Assert.Throws<ArgumentException>(() => none.Write(new CapturedPacket(LinkType.Ethernet, new byte[60], 0) { FcsLength = 4 }));
        PcapngWriter both = Section(stream, ByteOrder.Little, new CaptureInterface(LinkType.Ethernet));
        Assert.Throws<ArgumentException>(() => both.Write(new CapturedPacket(LinkType.Ethernet, new byte[60], 0) { FcsLength = 16 }));
        Assert.Throws<ArgumentException>(() => both.Write(new CapturedPacket(LinkType.Ethernet, new byte[60], null) { FcsLength = 4 }));
    }

    private static PcapngWriter Section(Stream stream, ByteOrder order, params CaptureInterface[] descriptions)
    {
        PcapngWriter writer = new(stream, null, order);
        foreach (CaptureInterface description in descriptions) writer.AddInterface(description);
        return writer;
    }

    private static List<int> Lengths(byte[] file)
    {
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(file));
        List<int> lengths = [];
        while (reader.TryRead(out CapturedPacket packet)) lengths.Add(packet.FcsLength);
        return lengths;
    }
}
