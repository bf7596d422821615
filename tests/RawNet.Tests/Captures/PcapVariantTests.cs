using RawNet.Captures;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>Files of pcap's older versions and of patched libpcaps: tshark reads the same packets from them.</summary>
public class PcapVariantTests
{
    private const string Frame = Samples.Frame;                             // 18 bytes
    private const string Rest = "00000000 00000000 00000400 01000000";     // behind the version: zone, accuracy, snap length, Ethernet
    private const string Cut = "3c000000 12000000", Usual = "12000000 3c000000";
    private const string Time = "00f15365 40e20100";

    public static TheoryData<string, int> Selections { get; } = new()
    {
        { "nokialibpcap", 1 }, { "nokialibpcap", 2 }, { "nokialibpcap", 8 },
        { "rh6_1libpcap", 1 }, { "rh6_1libpcap", 2 }, { "rh6_1libpcap", 8 },
        { "suse6_3libpcap", 1 }, { "suse6_3libpcap", 2 }, { "suse6_3libpcap", 8 },
        { "modlibpcap", 1 }, { "modlibpcap", 2 }, { "modlibpcap", 8 },
        { "nseclibpcap", 8 }, { "pcap", 1 }, { "pcap", 2 }, { "pcap", 8 },
    };

    [Theory]
    [MemberData(nameof(Selections))]
    public void WhatEditcapWritesHasTheSamePackets(string type, int packets)
    {
        using TemporaryFile file = Written(type, packets);
        byte[] bytes = File.ReadAllBytes(file.Path);
        Reading reading = Reading.Of(bytes);
        Assert.Null(reading.Error);
        Assert.Equal(packets, reading.Packets.Count);
        Assert.Equal(Tshark.Read(file.Path), reading.Packets.Select(Seen.Of));
        Assert.Equal(reading.Packets, Reading.Of(Gzipped(bytes)).Packets);
    }

    // Bytes of each record beside its packet. Of a file that was cut all that comes is of the whole file, once the second record tells
    // by its time that it begins there.
    [Theory]
    [InlineData("nokialibpcap", 20)]
    [InlineData("rh6_1libpcap", 24)]
    [InlineData("suse6_3libpcap", 28)]
    [InlineData("modlibpcap", 24)]
    [InlineData("pcap", 16)]
    public void ACutFileGivesItsWholePackets(string type, int header)
    {
        using TemporaryFile file = Written(type, 4);
        byte[] bytes = File.ReadAllBytes(file.Path);
        Reading whole = Reading.Of(bytes);
        for (int length = bytes.Length - 1; length >= 24 + header + 42 + 4; length--)
        {
            Reading reading = Reading.Of(bytes[..length]);
            Assert.Equal(whole.Packets.Take(reading.Packets.Count), reading.Packets);
        }
    }

    // A pipe is not read ahead: the second packet tells, and what it is called is what editcap calls the file (its -F).
    [Theory]
    [InlineData("nokialibpcap", "4 bytes late, as in files of Nokia's")]
    [InlineData("rh6_1libpcap", "8 bytes late, as in files of Red Hat 6.1's")]
    public void OfAPipeTheSecondPacketTells(string type, string why)
    {
        using TemporaryFile file = Written(type, 4);
        using TricklingStream pipe = new(File.ReadAllBytes(file.Path));
        Reading reading = Reading.Of(pipe);
        Assert.Single(reading.Packets);
        Assert.Equal(CaptureFault.UnsupportedVersion, reading.Error?.Fault);
        Assert.Contains(why, reading.Error!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pcap", 8)]
    [InlineData("suse6_3libpcap", 8)]
    [InlineData("modlibpcap", 8)]
    [InlineData("nokialibpcap", 1)]
    public void OtherPipesAreReadAsFilesAre(string type, int packets)
    {
        using TemporaryFile file = Written(type, packets);
        byte[] bytes = File.ReadAllBytes(file.Path);
        using TricklingStream pipe = new(bytes);
        Reading reading = Reading.Of(pipe);
        if (type != "nokialibpcap") Assert.Equal(Reading.Of(bytes).Packets, reading.Packets);
        else Assert.Equal(CaptureFault.CutShort, reading.Error?.Fault);
    }

    // Captured 18 of 60 bytes. Before 2.3 and in 543.0 the length on the wire comes first; of 2.3 there are both
    // (pcap-savefile(5), libpcap's sf-pcap.c).
    [Theory]
    [InlineData("0200 0000", Cut)]
    [InlineData("0200 0100", Cut)]
    [InlineData("0200 0200", Cut)]
    [InlineData("1f02 0000", Cut)]
    [InlineData("0200 0300", Cut)]
    [InlineData("0200 0300", Usual)]
    [InlineData("0200 0400", Usual)]
    public void TheTwoLengthsAreTakenAsTheVersionHasThem(string version, string lengths) =>
        Check($"d4c3b2a1 {version} {Rest} {Time} {lengths} {Frame} {Time} {lengths} {Frame}",
            [new(1, 1_700_000_000_123_456_000, 60, Frame), new(2, 1_700_000_000_123_456_000, 60, Frame)]);

    [Fact]
    public void SoAreThoseOfABigEndianFile() =>
        Check($"a1b2c3d4 0002 0002 00000000 00000000 00040000 00000001 6553f100 0001e240 0000003c 00000012 {Frame}",
            [new(1, 1_700_000_000_123_456_000, 60, Frame)]);

    // AIX: version 2.2, a type of RFC 1573 for the link type, nanoseconds; 3 bytes in front of each frame of FDDI.
    [Theory]
    [InlineData(6, LinkType.Ethernet, Frame, Frame)]
    [InlineData(9, (LinkType)6, "104000000000000002000000000002aaaa03000000080045", "104000000000000002000000000002aaaa03000000080045")]
    [InlineData(15, (LinkType)10, "00000050020000000001020000000002aaaa030000000800", "50020000000001020000000002aaaa030000000800")]
    [InlineData(24, LinkType.Null, "020000004500001400000000", "020000004500001400000000")]
    public void FilesOfAixHaveNanosecondsAndTypesOfTheirOwn(int type, LinkType linkType, string stored, string packet)
    {
        string length = $"{stored.Length / 2:x8}";
        Check($"a1b2c3d4 0002 0002 00000000 00000000 00000060 {type:x8} 6553f100 075bcd15 {length} {length} {stored}",
            [new(1, 1_700_000_000_123_456_789, packet.Length / 2, packet, linkType)]);
    }

    // Big-endian, a second apart, 42 to 72 bytes of 96.
    private static TemporaryFile Written(string type, int packets)
    {
        Assert.SkipUnless(Peer.Exists("editcap"), Peer.Missing("editcap"));
        IEnumerable<string> records = Enumerable.Range(0, packets)
            .Select(i => $"{0x6553f100 + i:x8} 000{i}e240 {42 + (10 * (i % 4)):x8} 00000060 {Frame}{new string('7', 48 + (20 * (i % 4)))}");
        using TemporaryFile plain = new(Convert.FromHexString(
            $"a1b2c3d40002000400000000000000000004000000000001{string.Concat(records)}".Replace(" ", "", StringComparison.Ordinal)));
        TemporaryFile file = new();
        Peer.Run("editcap", ["-F", type, plain.Path, file.Path]).Succeeded();
        return file;
    }

    private static void Check(string hex, Row[] packets)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Reading reading = Reading.Of(bytes);
        Assert.Null(reading.Error);
        Assert.Equal(packets, reading.Packets);
        using TemporaryFile file = new(bytes);
        Assert.Equal(packets.Select(Seen.Of), Tshark.Read(file.Path));
    }

    private static byte[] Gzipped(byte[] bytes)
    {
        Assert.SkipUnless(Peer.Exists("gzip"), Peer.Missing("gzip"));
        return Peer.Run("gzip", ["-c"], bytes).Succeeded().Bytes.ToArray();
    }
}
