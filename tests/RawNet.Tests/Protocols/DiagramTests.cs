using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Protocols;

/// <summary>Diagrams have the bars of the RFCs' own boxes, row by row.</summary>
public class DiagramTests
{
    private static readonly Dictionary<string, Kind> Boxes = new()
    {
        ["ipv4"] = Ipv4.Kind,
        ["ipv6"] = Ipv6.Kind,
        ["icmp-echo"] = IcmpEcho.Request,
        ["icmp-unreachable-rfc4884"] = IcmpUnreachable.Kind,
        ["icmp-time-exceeded-rfc4884"] = IcmpTimeExceeded.Kind,
        ["icmpv6-echo"] = Icmpv6Echo.Request,
        ["igmp-v1"] = IgmpV1.Query,
        ["igmp-v2"] = IgmpV2.Report,
        ["igmp-v3-query"] = IgmpV3Query.Kind,
        ["igmp-v3-query-rfc3376"] = IgmpV3Query.Kind,
        ["igmp-v3-report"] = IgmpV3Report.Kind,
        ["igmp-v3-report-rfc3376"] = IgmpV3Report.Kind,
        ["igmp-v3-group-record"] = GroupRecord.Kind,
    };

    // Row and column of bars that stand in only one of the two, with the reason.
    private static readonly Dictionary<string, HashSet<(int Row, int Column)>> Exceptions = new()
    {
        ["ipv4"] = [(1, 34), (1, 36)], // Flags are three fields here: R, DF, MF
        ["igmp-v1"] = [(0, 8)], // RFC 1112 splits the first byte into version and type; RFC 2236 made one type of it
    };

    public static TheoryData<string> Names => [.. Boxes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void BarsStandWhereTheRfcHasThem(string name)
    {
        int[][] theirs = BarsOf(Texts.Lines(name + ".txt")), ours = BarsOf(Diagram.Of(Boxes[name]).Split('\n'));
        // Behind the declared fields the RFC goes on with the payload, and ours with what stands behind that.
        bool carries = name.StartsWith("icmp", StringComparison.Ordinal);
        Assert.True(carries || ours.Length == theirs.Length, $"{ours.Length} rows, {theirs.Length} in the RFC");
        HashSet<(int, int)> except = Exceptions.GetValueOrDefault(name, []);
        for (int row = 0; row < Math.Min(ours.Length, theirs.Length); row++)
        {
            (int, int)[] unlike = [.. ours[row].Except(theirs[row]).Concat(theirs[row].Except(ours[row])).Select(column => (row, column))];
            Assert.Equal(except.Where(e => e.Item1 == row).Order(), unlike.Order());
        }
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

    private static int[][] BarsOf(IEnumerable<string> lines) =>
        [.. lines.Where(l => l.StartsWith('|')).Select(l => l.Select((c, i) => c == '|' ? i : -1).Where(i => i >= 0).ToArray())];
}
