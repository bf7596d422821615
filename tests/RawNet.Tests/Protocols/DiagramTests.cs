using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Protocols;

/// <summary>Diagrams have the bars of the RFCs' own boxes, row by row.</summary>
public class DiagramTests
{
    private static readonly Dictionary<string, Kind> _boxes = new()
    {
        ["ipv4"] = Ipv4.Kind,
        ["ipv6"] = Ipv6.Kind,
        ["icmp-echo"] = IcmpEcho.Request,
        ["icmp-unreachable-rfc4884"] = IcmpUnreachable.Kind,
        ["icmp-time-exceeded-rfc4884"] = IcmpTimeExceeded.Kind,
        ["icmpv6-echo"] = Icmpv6Echo.Request,
        ["icmp-parameter-problem-rfc4884"] = IcmpParameterProblem.Kind,
        ["icmp-source-quench"] = IcmpSourceQuench.Kind,
        ["icmp-redirect"] = IcmpRedirect.Kind,
        ["icmp-timestamp"] = IcmpTimestamp.Request,
        ["icmp-information"] = IcmpInformation.Request,
        ["icmp-address-mask"] = IcmpAddressMask.Request,
        ["icmp-router-advertisement"] = IcmpRouterAdvertisement.Kind,
        ["icmp-router-solicitation"] = IcmpRouterSolicitation.Kind,
        ["icmp-extended-echo"] = IcmpExtendedEchoRequest.Kind,
        ["icmp-extended-echo-reply"] = IcmpExtendedEchoReply.Kind,
        ["icmpv6"] = Icmpv6.Kind,
        ["icmpv6-unreachable-rfc4884"] = Icmpv6Unreachable.Kind,
        ["icmpv6-packet-too-big"] = Icmpv6PacketTooBig.Kind,
        ["icmpv6-time-exceeded-rfc4884"] = Icmpv6TimeExceeded.Kind,
        ["icmpv6-parameter-problem"] = Icmpv6ParameterProblem.Kind,
        ["icmp-extended-echo#6"] = Icmpv6ExtendedEchoRequest.Kind,
        ["icmp-extended-echo-reply#6"] = Icmpv6ExtendedEchoReply.Kind,
        ["icmpv6-router-solicitation"] = RouterSolicitation.Kind,
        ["icmpv6-router-advertisement"] = RouterAdvertisement.Kind,
        ["icmpv6-neighbor-solicitation"] = NeighborSolicitation.Kind,
        ["icmpv6-neighbor-advertisement"] = NeighborAdvertisement.Kind,
        ["icmpv6-redirect"] = NeighborRedirect.Kind,
        ["mld-v1"] = MldV1.Query,
        ["mld-v2-query"] = MldV2Query.Kind,
        ["mld-v2-report"] = MldV2Report.Kind,
        ["mld-v2-address-record"] = MulticastAddressRecord.Kind,
        ["tcp"] = Tcp.Kind,
        ["ipv6-hopopts"] = HopByHopOptions.Kind,
        ["ipv6-dstopts"] = DestinationOptions.Kind,
        ["ipv6-fragment"] = Ipv6Fragment.Kind,
        ["ipv6-routing"] = OtherRoutingHeader.Kind,
        ["ipv6-routing-0"] = SourceRoutingHeader.Kind,
        ["ipv6-routing-4"] = SegmentRoutingHeader.Kind,
        ["igmp-v1"] = IgmpV1.Query,
        ["igmp-v2"] = IgmpV2.Report,
        ["igmp-v3-query"] = IgmpV3Query.Kind,
        ["igmp-v3-query-rfc3376"] = IgmpV3Query.Kind,
        ["igmp-v3-report"] = IgmpV3Report.Kind,
        ["igmp-v3-report-rfc3376"] = IgmpV3Report.Kind,
        ["igmp-v3-group-record"] = GroupRecord.Kind,
        ["ppp-control"] = PppControl.Lcp.Kind,
        ["ppp-control#ipcp"] = PppControl.Ipcp.Kind,
        ["ppp-control#ipv6cp"] = PppControl.Ipv6cp.Kind,
        ["ppp-control#ccp"] = PppControl.Ccp.Kind,
        ["pppoe"] = PppoeSession.Kind,
        ["pppoe#discovery"] = PppoeDiscovery.Kind,
    };

    // Row and column of bars that stand in only one of the two, with the reason.
    private static readonly Dictionary<string, HashSet<(int Row, int Column)>> _exceptions = new()
    {
        ["ipv4"] = [(1, 34), (1, 36)], // Flags are three fields here: R, DF, MF
        ["tcp"] = [.. Between(3, 16, 30), (5, 48)], // RFC 9293 draws each flag, and the padding as a part of the options
        ["icmp-extended-echo"] = ExtensionHeader, // drawn here, named there
        ["icmp-extended-echo#6"] = ExtensionHeader,
        ["icmpv6-router-solicitation"] = [(2, 64)], // the options are open to the right there, here and below
        ["icmpv6-router-advertisement"] = [(1, 18), (1, 20), (4, 64)], // one byte of flags, as RFC 5175 has them
        ["icmpv6-neighbor-solicitation"] = [(6, 64)],
        ["icmpv6-neighbor-advertisement"] = [(6, 64)],
        ["icmpv6-redirect"] = [(10, 64)],
        ["ipv6-hopopts"] = [(0, 64), (1, 48)], // the options begin in the first row there and hold their padding
        ["ipv6-dstopts"] = [(0, 64), (1, 48)],
        ["igmp-v1"] = [(0, 8)], // RFC 1112 splits the first byte into version and type; RFC 2236 made one type of it
    };

    // Rows of a box that belong to the row above them.
    private static readonly Dictionary<string, int[]> _folded = new() { ["tcp"] = [4, 5] };

    // Boxes that go on with a payload, or draw each address or the options of a list in more rows than here.
    private static readonly string[] _open =
    [
        "icmp", "ppp", "mld-v2-query", "mld-v2-address-record", "tcp", "ipv6-routing-", "ipv6-hopopts", "ipv6-dstopts"
    ];

    private const string Ieee = "an IEEE standard, which draws octets from top to bottom";
    private const string LibPcap = "a list of offsets in pcap-linktype(7)";
    private const string PppWidths = "RFC 1661 and RFC 1662 draw PPP's fields with a width in words and no ruler";
    private const string Shared = "what the messages of the protocol have in common, of which the RFC has no box";

    private static readonly Dictionary<Kind, string> _withoutBox = new()
    {
        [Data.Kind] = "no header at all",
        [Trailer.Kind] = "no header at all",
        [Ethernet.Kind] = Ieee,
        [Ieee8023.Kind] = Ieee,
        [EthernetFcs.Kind] = Ieee,
        [Vlan.Kind] = Ieee,
        [VlanLength.Kind] = Ieee,
        [ServiceVlan.Kind] = Ieee,
        [Llc.Kind] = Ieee,
        [Snap.Kind] = "RFC 1042 gives the sizes in words",
        [Arp.Kind] = "RFC 826 lists the fields without a box",
        [ArpAny.Kind] = "RFC 826 lists the fields without a box",
        [ArpIpv4.Kind] = "RFC 826 lists the fields without a box",
        [ArpMac.Kind] = "RFC 826 lists the fields without a box",
        [LinuxCooked.Kind] = LibPcap,
        [LinuxCooked2.Kind] = LibPcap,
        [LinuxCookedNumbered.Kind] = LibPcap,
        [LinuxCooked2Numbered.Kind] = LibPcap,
        [LinuxCookedGre.Kind] = LibPcap,
        [LinuxCooked2Gre.Kind] = LibPcap,
        [Ppp.Kind] = PppWidths,
        [PppShort.Kind] = PppWidths,
        [PppHdlc.Kind] = PppWidths,
        [PppHdlcShort.Kind] = PppWidths,
        [CHdlc.Kind] = LibPcap,
        [NullLoopback.Kind] = LibPcap,
        [NullLoopbackBigEndian.Kind] = LibPcap,
        [NullEtherType.Kind] = LibPcap,
        [NullEtherTypeBigEndian.Kind] = LibPcap,
        [Loop.Kind] = LibPcap,
        [Icmp.Kind] = Shared,
        [Igmp.Kind] = Shared,
        [Udp.Kind] = "its box has nine columns a byte: a test of its own below",
    };

    public static TheoryData<string> Names => [.. _boxes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void BarsStandWhereTheRfcHasThem(string name)
    {
        int[][] theirs =
        [
            .. BarsOf(Texts.Lines(name.Split('#')[0] + ".txt")).Where((_, row) => !_folded.GetValueOrDefault(name, []).Contains(row))
        ], ours = BarsOf(Diagram.Of(_boxes[name]).Split('\n'));
        // Behind the declared fields the RFC goes on with the payload, and ours with what stands behind that.
        bool carries = _open.Any(start => name.StartsWith(start, StringComparison.Ordinal));
        Assert.True(carries || ours.Length == theirs.Length, $"{ours.Length} rows, {theirs.Length} in the RFC");
        HashSet<(int, int)> except = _exceptions.GetValueOrDefault(name, []);
        for (int row = 0; row < Math.Min(ours.Length, theirs.Length); row++)
        {
            (int, int)[] unlike = [.. ours[row].Except(theirs[row]).Concat(theirs[row].Except(ours[row])).Select(column => (row, column))];
            Assert.Equal(except.Where(e => e.Item1 == row).Order(), unlike.Order());
        }
    }

    [Fact]
    public void EveryKindHasABoxOrAReasonForNone()
    {
        foreach (Kind kind in Registry.Kinds.Kinds)
            Assert.True(
                _boxes.Values.Any(drawn => drawn.Table == kind.Table) != _withoutBox.ContainsKey(kind),
                $"{kind}: neither compared with its RFC's box nor said to have none, or both: "
                + "its figure is a file in tests/RawNet.Tests/Protocols/Boxes, with a line in Boxes of DiagramTests.cs; "
                + "why it has none stands in WithoutBox there");
    }

    [Fact]
    public void TheBoxOfUdpHasNineColumnsAByte()
    {
        int[][] theirs = [.. BarsOf(Texts.Lines("udp.txt")).Select(row => row.Select(column => column / 9 * 16).ToArray())];
        int[][] ours = BarsOf(Diagram.Of(Udp.Kind).Split('\n'));
        Assert.Equal(theirs[0], ours[0]); // each field has two rows there
        Assert.Equal(theirs[2], ours[1]);
        Assert.Equal(2, ours.Length);
    }

    [Fact]
    public void EveryLineOfEveryKindHasTheWidthOfARowAndClosesIt()
    {
        foreach (Kind kind in Registry.Kinds.Kinds)
            foreach (string line in Diagram.Of(kind).TrimEnd('\n').Split('\n').Skip(2))
            {
                Assert.True(line.Length == 65 || (line.Length < 65 && line.Length % 2 == 1), $"{kind}: {line}");
                Assert.Equal(line[0] == '|' || line[0] == '.' ? line[0] : '+', line[^1]);
            }
    }

    [Fact]
    public void AFieldThatGoesOnInTheNextRowHasNoLineThroughIt()
    {
        string[] lines = Diagram.Of(Ethernet.Kind).Split('\n');
        Assert.Equal("+                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+", lines[4]);
        Assert.Equal("+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +", lines[6]);
    }

    private static HashSet<(int Row, int Column)> ExtensionHeader => [(2, 8), (2, 32), (2, 64)];

    private static IEnumerable<(int Row, int Column)> Between(int row, int first, int last) =>
        Enumerable.Range(0, ((last - first) / 2) + 1).Select(n => (row, first + (2 * n)));

    private static int[][] BarsOf(IEnumerable<string> lines) =>
        [.. lines.Where(l => l.StartsWith('|')).Select(l => l.Select((c, i) => c == '|' ? i : -1).Where(i => i >= 0).ToArray())];
}
