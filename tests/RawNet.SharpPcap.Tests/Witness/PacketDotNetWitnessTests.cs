using System.Text.Json;
using RawNet.Captures;
using RawNet.Lab;
using RawNet.SharpPcap.Witness;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.SharpPcap.Tests.Witness;

/// <summary>PacketDotNet's reading of every packet beside ours: they differ in the listed faults, and each of those is met.</summary>
public sealed class PacketDotNetWitnessTests
{
    public static TheoryData<string, int, string, string, string> FaultPackets()
    {
        var rows = new TheoryData<string, int, string, string, string>();
        foreach (string line in File.ReadLines(
            Path.Combine(Recordings.Repository, "tests", "RawNet.SharpPcap.Tests", "Witness", "fault-packets.txt")))
        {
            string[] words = line.Split('|');
            rows.Add(words[0], int.Parse(words[1], null), words[2], words[3], words[4]);
        }
        return rows;
    }

    [Fact]
    public void EveryPacketOfOurCapturesIsReadAlike()
    {
        Tally tally = Compared(Recordings.OfRepository);
        Assert.InRange(tally.Packets, 900, long.MaxValue);
        Assert.InRange(tally.Layers.Sum(l => l.Fields), 14_000, long.MaxValue);
        Assert.Superset(new HashSet<string> { "eth", "vlan", "ieee8021ad", "arp", "ip", "ipv6", "icmp", "icmpv6", "igmp", "udp", "tcp" },
            tally.Layers.Where(l => l.Fields > 0).Select(l => l.Layer).ToHashSet());
    }

    [Fact]
    public void EveryPacketOfTheExamIsReadAlike()
    {
        Assert.SkipWhen(Recordings.ExamFolder is null, Recordings.NoExam);
        Assert.InRange(Compared(Recordings.OfExam).Packets, 800, long.MaxValue);
    }

    [Fact]
    public void EveryPacketOfTheWitnessListIsReadAlike()
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(Peer.Exists(python) && Peer.Run(python, ["-c", "import scapy"]).ExitCode == 0,
            "Scapy is not installed on this machine");
        Verifier verifier = NewVerifier();
        string file = Path.GetTempFileName();
        Peer.Run(python, [Path.Combine(Recordings.Repository, "tests", "witness", "specs.py"), "--out", file],
            timeout: TimeSpan.FromMinutes(2)).Succeeded();
        string[] lines = File.ReadAllLines(file);
        File.Delete(file);
        Assert.InRange(lines.Length, 1000, int.MaxValue);
        foreach (string line in lines)
        {
            using var packet = JsonDocument.Parse(line);
            int link = packet.RootElement.GetProperty("linktype").GetInt32();
            Assert.DoesNotContain(Compare(verifier, link, packet.RootElement.GetProperty("bytes").GetString()!),
                f => f.Witness is not null);
        }
    }

    [Fact]
    public void EveryListedFaultIsMet()
    {
        Assert.SkipWhen(Recordings.ExamFolder is null, Recordings.NoExam);
        Verifier verifier = NewVerifier();
        Recordings.Show(Recordings.OfRepository.Concat(Recordings.OfExam),
            (in CapturedPacket packet, string _) => verifier.Compare(packet, PacketDotNetWitness.Read(packet)));
        foreach (TheoryDataRow<string, int, string, string, string> row in FaultPackets())
            Compare(verifier, row.Data.Item2, row.Data.Item5);
        Assert.Empty(PacketDotNetFaults.All.Except(verifier.Tally.Rules.Keys));
    }

    // Scapy made the packets: fault-packets.py.
    [Theory]
    [MemberData(nameof(FaultPackets))]
    public void AFaultIsKnownByItsPacket(string fault, int link, string field, string said, string hex)
    {
        Verifier verifier = NewVerifier();
        Assert.DoesNotContain(Compare(verifier, link, hex), f => f.Witness is not null);
        Assert.Contains(fault, verifier.Tally.Rules.Keys.Select(r => r.Field));
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        Assert.Equal(said, TsharkSays(link, field, hex));
    }

    [Fact]
    public void WithoutTheListItsFaultsAreFindings()
    {
        var verifier = new Verifier(PacketDotNetWitness.Witness with { Rules = [] });
        (_, int link, _, _, string hex) = FaultPackets().First(r => r.Data.Item1 == "udp.length").Data;
        Assert.Contains("frame 1 udp.length: PacketDotNet says -25536, rawnet 40000",
            Compare(verifier, link, hex).Select(f => f.ToString()));
    }

    [Fact]
    public void AValueThatPacketDotNetReadsOtherwiseIsAFinding()
    {
        // What PacketDotNet says of another time to live stands for one that reads this one wrongly.
        byte[] frame = Convert.FromHexString("450000140000000040fd65eb0a0000010a000002"), other = [.. frame];
        other[8] = 63;
        Verifier verifier = NewVerifier();
        WitnessPacket seen = PacketDotNetWitness.Read(new CapturedPacket(LinkType.Raw, other, null));
        IReadOnlyList<Finding> findings = verifier.Compare(new CapturedPacket(LinkType.Raw, frame, null) { Number = 7 }, seen);
        Assert.Equal(["frame 7 ip.ttl: PacketDotNet says 63, rawnet 64", "frame 7 ip.checksum.status: PacketDotNet says bad, rawnet good"],
            findings.Select(f => f.ToString()));
    }

    // Scapy's IPv6(hlim=255)/ICMPv6ND_NS()/ICMPv6NDOptUnknown(len=0). RFC 4861, section 4.6: a node discards it.
    [Fact]
    public void AnOptionOfLength0OverWhichPacketDotNetNeverEndsIsNotAskedFor()
    {
        byte[] frame = Convert.FromHexString(
            "02000000000202000000000186dd6000000000203afffe800000000000000000000000000001ff0200000000000000000001ff000002"
                + "87007c9900000000fe8000000000000000000000000000020100000000000000");
        WitnessPacket seen = PacketDotNetWitness.Read(new CapturedPacket(LinkType.Ethernet, frame, null));
        Assert.Contains(seen.Layers.Single(l => l.Protocol == "icmpv6").Fields,
            f => f is { Name: "icmpv6.opt.src_linkaddr", Text: "does not read: InvalidOperationException" });
    }

    [Fact]
    public void ReadingChangesNoByte()
    {
        Recordings.Show(Recordings.OfRepository, (in CapturedPacket packet, string file) =>
        {
            byte[] before = packet.Data.ToArray();
            PacketDotNetWitness.Read(packet);
            Assert.True(packet.Data.SequenceEqual(before), file);
        });
    }

    [Fact]
    public void NoPacketCutAnywhereThrows()
    {
        Recordings.Show(Recordings.OfRepository.Where(
            f => f.EndsWith("crafted.pcap", StringComparison.Ordinal) || f.EndsWith("vlan.pcap", StringComparison.Ordinal)),
            (in CapturedPacket packet, string _) =>
            {
                for (int length = 0; length < packet.Data.Length; length++)
                    Assert.NotNull(PacketDotNetWitness.Read(new CapturedPacket(packet.LinkType, packet.Data[..length], null)));
            });
    }

    private static Tally Compared(IEnumerable<string> files)
    {
        Verifier verifier = NewVerifier();
        var differences = new List<string>();
        Recordings.Show(files, (in CapturedPacket packet, string file) =>
            differences.AddRange(
                verifier.Compare(packet, PacketDotNetWitness.Read(packet)).Where(f => f.Witness is not null).Select(f => $"{file} {f}")));
        Assert.Empty(differences);
        return verifier.Tally;
    }

    private static Verifier NewVerifier() => new(PacketDotNetWitness.Witness) { Rebuilds = false };

    private static IReadOnlyList<Finding> Compare(Verifier verifier, int link, string hex)
    {
        var packet = new CapturedPacket(TypeIn(link), Convert.FromHexString(hex), null) { Number = 1, FcsLength = CheckIn(link) };
        return verifier.Compare(packet, PacketDotNetWitness.Read(packet));
    }

    private static LinkType TypeIn(int link) => (LinkType)(link & ushort.MaxValue);

    // draft-ietf-opsawg-pcap: words of 16 bits, in the upper four bits.
    private static int CheckIn(int link) => link >> 28 << 1;

    private static string TsharkSays(int link, string field, string hex)
    {
        string file = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(file))
                new PcapWriter(stream, new CaptureInterface(TypeIn(link)) { FcsLength = (byte)CheckIn(link) })
                    .Write(new CapturedPacket(TypeIn(link), Convert.FromHexString(hex), 0) { FcsLength = CheckIn(link) });
            return Peer.Run("tshark", ["-n", "-o", "eth.check_fcs:TRUE", "-r", file, "-T", "fields", "-e", field])
                .Succeeded().Text.TrimEnd();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
