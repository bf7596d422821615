using RawNet.Lab;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>What holds for every kind of the registry and of the lists inside their tables.</summary>
public class LawTests
{
    // R7: fields that Wireshark 4.0 shows without a name of their own, each with the reason for ours.
    private static readonly Dictionary<string, string> _ourNames = new()
    {
        ["icmp.ext.objects"] = "the list; Wireshark shows each object as a subtree",
        ["icmp.ext.raw"] = "bytes that form no object",
        ["icmp.int_info.afi_reserved"] = "Wireshark does not show it",
        ["icmp.mpls.below"] = "the list of entries below the first, whose fields have Wireshark's names",
        ["tcp.options.sack"] = "the list of blocks, whose edges have Wireshark's names",
        ["tcp.options.raw"] = "bytes that form no option",
        ["icmp.routers"] = "the list of pairs; JSON shows one array a field",
        ["icmpv6.mldr.records"] = "the list; Wireshark shows each record as a subtree",
        ["icmpv6.opts"] = "the list; Wireshark shows each option as a subtree",
        ["icmpv6.opt.data"] = "bytes of an option that nobody declares",
        ["icmpv6.opt.route_info.flag.reserved.2"] = "the second of two reserved parts around the preference (R7)",
        ["icmpv6.opt.raw"] = "bytes that form no option",
        ["ieee8021ad.etype"] = "Wireshark does not show the type behind a service tag",
        ["ipv6.opts"] = "the list; Wireshark shows each option as a subtree",
        ["ipv6.opt.raw"] = "bytes that form no option",
        ["ipv6.routing.srh.tlvs"] = "objects behind the segments, which Wireshark 4.0 does not show",
        ["sll.reserved"] = "of version 2, which Wireshark does not show",
        ["icmp.unused.2"] = "the second unused field of Time Exceeded",
        ["igmp.code"] = "of IGMP messages that nobody declares; Wireshark names the byte by the type",
        ["igmp.reserved.2"] = "Wireshark calls both reserved fields of a version 3 report igmp.reserved",
        ["igmp.resv"] = "the four bits before S in a version 3 query, which Wireshark does not show",
        ["igmp.records"] = "the list; Wireshark shows each record as a subtree",
        ["ip.options"] = "the list; Wireshark shows each option as a subtree",
        ["ip.opt.time_stamps"] = "the list of pairs",
        ["ip.opt.data"] = "bytes of an option that nobody declares",
        ["trailer.data"] = "bytes behind a layer's end; Wireshark calls them by what encloses them, eth.trailer among others",
    };

    public static TheoryData<string> KindNames => [.. AllKinds().Select(k => k.Name).Distinct()];

    /// <summary>The kinds of the registry, then those that stand in lists.</summary>
    internal static IEnumerable<Kind> AllKinds() => Registry.Kinds.Kinds.Concat(ItemsOf(Registry.Kinds.Kinds)).Distinct();

    [Theory]
    [MemberData(nameof(KindNames))]
    public void EveryBitOfTheFixedPartBelongsToExactlyOneField(string name)
    {
        foreach (Kind kind in Named(name))
        {
            int at = 0;
            foreach (ScalarField field in kind.Table.Fields.OfType<ScalarField>().Where(f => f.Part == 0))
            {
                Assert.Equal(at, field.BitOffset);
                at += field.Width;
            }
            Assert.Equal(8 * kind.Table.FixedLength, at);
        }
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void BuildingLeavesNothingOfWhatABufferHeld(string name)
    {
        foreach (Kind kind in Named(name))
        {
            if (kind == Trailer.Kind) continue; // stands behind another layer only
            byte[] poisoned = new byte[64], clean = new byte[64];
            poisoned.AsSpan().Fill(0xa5);
            int length = new Packet(kind.With()).Write(poisoned);
            Assert.Equal(length, new Packet(kind.With()).Write(clean));
            Assert.Equal(clean[..length], poisoned[..length]);
            Assert.All(poisoned[length..], b => Assert.Equal(0xa5, b));
            byte[] header = new byte[length];
            header.AsSpan().Fill(0xa5);
            HeaderWriter.Write(kind.With(), header, Surroundings.OfItem(length));
            byte[] over = new byte[length];
            HeaderWriter.Write(kind.With(), over, Surroundings.OfItem(length));
            Assert.Equal(over, header);
        }
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void FieldsComeBackAsTheyWereGivenAtBothEndsOfTheirRange(string name)
    {
        foreach (Kind kind in Named(name))
            foreach (ScalarField field in kind.Table.Fields.OfType<ScalarField>())
            {
                UInt128 most = field.Width == 128 ? UInt128.MaxValue : (UInt128.One << field.Width) - 1;
                Assert.Equal(UInt128.Zero, ReadBack(kind, field, 0));
                Assert.Equal(most, ReadBack(kind, field, most));
            }
    }

    // A field behind the payload is only there when one of them is given.
    private static Assignment[] BehindOf(Kind kind, Field field) =>
        field.Index >= kind.Table.FirstBehind
            ? [.. kind.Table.Fields.OfType<RecordsField>().Where(f => f.Index >= kind.Table.FirstBehind).Select(f => f.Is())]
            : [];

    private static UInt128 ReadBack(Kind kind, ScalarField field, UInt128 bits)
    {
        Spec spec = kind.With([new Assignment(field, bits), .. BehindOf(kind, field)]);
        byte[] bytes = new Packet(spec).ToBytes();
        View.Read(kind, bytes, Region.Whole(bytes.Length), out View view);
        foreach (ScalarField other in kind.Table.Fields.OfType<ScalarField>())
            if (other != field && !other.IsComputed && other.Part == 0) Assert.Equal(kind.DefaultOf(other), view.GetRaw(other));
        Assert.True(view.Has(field), $"{kind}: {field} of {Convert.ToHexStringLower(bytes)}");
        return view.GetRaw(field);
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void NamesAreUniqueWithinAKindAndSourcesAreCited(string name)
    {
        foreach (Kind kind in Named(name))
        {
            Assert.Equal(kind.Table.Fields.Count, kind.Table.Fields.Select(f => f.Name).Distinct().Count());
            // Bytes without a layout have no document, and nobody's name stands beside them.
            if (kind == Data.Kind || kind == Trailer.Kind) Assert.DoesNotMatch(@"RFC|IEEE", kind.Table.Source.ToString());
            else
                Assert.Matches(@"^(RFC \d+, (section|page|appendix)|IEEE 802\.\S+, clause|pcap-linktype\(7\))",
                    kind.Table.Source.ToString());
            foreach (Field field in kind.Table.Fields) Assert.Same(field, FieldNames.Find(kind, FieldNames.Shortest(kind, field)));
        }
    }

    [Fact]
    public void FieldNamesAreWiresharksOrStandInOneListWithTheReason()
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        HashSet<string> theirs = [.. Peer.Run("tshark", ["-G", "fields"], timeout: TimeSpan.FromSeconds(60))
            .Succeeded().Lines.Where(l => l.StartsWith("F\t", StringComparison.Ordinal)).Select(l => l.Split('\t')[2])];
        string[] ours = [.. AllKinds().SelectMany(k => k.Table.Fields).Select(f => f.Name).Distinct()];
        Assert.Equal(_ourNames.Keys.Order(), ours.Where(n => !theirs.Contains(n)).Order());
    }

    [Theory]
    [InlineData("icmp", 1)]
    [InlineData("igmp", 2)]
    public void EveryTypeByteOverIpv4ReachesAKindOfItsProtocol(string protocol, byte number)
    {
        for (int type = 0; type < 256; type++)
        {
            byte[] packet =
            [
                0x45, 0, 0, 32, 0, 0, 0, 0, 64, number, 0, 0, 198, 18, 0, 1, 198, 18, 0, 2, (byte)type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            ];
            Assert.Equal(protocol, SecondProtocol(LinkType.Ipv4, packet));
        }
    }

    [Fact]
    public void EveryTypeByteOverIpv6ReachesAKindOfIcmpv6()
    {
        for (int type = 0; type < 256; type++)
        {
            byte[] packet = [0x60, 0, 0, 0, 0, 8, 58, 64, .. new byte[32], (byte)type, 0, 0, 0, 0, 0, 0, 0];
            Assert.Equal("icmpv6", SecondProtocol(LinkType.Ipv6, packet));
        }
    }

    [Fact]
    public void KindsOfAProtocolNeverOverlap()
    {
        foreach (IGrouping<Protocol, Kind> family in Registry.Kinds.Kinds.GroupBy(k => k.Protocol))
        {
            Kind[] told = [.. family.Where(k => !k.IsFallback)];
            for (int i = 0; i < told.Length; i++)
                for (int j = i + 1; j < told.Length; j++) Assert.False(told[i].Overlaps(told[j]), $"{told[i]} {told[j]}");
        }
    }

    [Fact]
    public void OverlappingDuplicateAndMissingKindsAreRefused()
    {
        var protocol = new Protocol("test");
        Table table = Table.Of(protocol, Rfc.Page(1, 1));
        Field<byte> type = table.U8("test.type");
        Kind rest = table.Kind("test"), one = table.Kind("test.one", type.Is(1)), range = table.Kind("test.range", type.In(0, 9, 0)),
            shorter = table.Kind("test.short", new LengthRange(1, 4), type.Is(1)),
            longer = table.Kind("test.long", new LengthRange(5), type.Is(1));
        Assert.Contains("overlap",
            Assert.Throws<InvalidOperationException>(() => new KindSet(rest, one, range)).Message, StringComparison.Ordinal);
        Assert.Contains("overlap",
            Assert.Throws<InvalidOperationException>(() => new KindSet(rest, one, shorter)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new KindSet(one));
        Assert.Throws<InvalidOperationException>(() => new KindSet(rest, rest));
        var set = new KindSet(rest, shorter, longer);
        Assert.Same(shorter, set.Choose([1, 0, 0, 0], 4));
        Assert.Same(longer, set.Choose([1, 0, 0, 0, 0], 5));
        Assert.Same(rest, set.Choose([2], 1));
    }

    [Fact]
    public void DuplicateNamesNumbersAndFieldsAreRefused()
    {
        var space = new Demux("test", 0);
        Kind a = KindOf(new("a", (space, 1)), "a"), b = KindOf(new("b", (space, 1)), "b"), again = KindOf(new("c", (space, 2)), "a");
        Assert.Throws<InvalidOperationException>(() => new Catalogue(space, Data.Kind, Trailer.Kind, a, b));
        Assert.Throws<InvalidOperationException>(() => new Catalogue(space, Data.Kind, Trailer.Kind, a, again));
        Table table = Table.Of(new("t"), Rfc.Page(1, 1));
        table.U8("t.x");
        Assert.Throws<InvalidOperationException>(() => table.U8("t.x"));
        table.Bits<byte>("t.half", 4);
        Assert.Throws<InvalidOperationException>(() => table.Kind("t"));
    }

    private static Kind KindOf(Protocol protocol, string name)
    {
        Table table = Table.Of(protocol, Rfc.Page(1, 1));
        table.U8("x.y");
        return table.Kind(name);
    }

    private static Kind[] Named(string name) => [.. AllKinds().Where(k => k.Name == name)];

    private static IEnumerable<Kind> ItemsOf(IEnumerable<Kind> kinds)
    {
        Kind[] items = [.. kinds.SelectMany(k => k.Table.Fields.OfType<RecordsField>()).SelectMany(f => f.Items.Named).Distinct()];
        return items.Length == 0 ? [] : items.Concat(ItemsOf(items));
    }

    private static string SecondProtocol(LinkType link, byte[] packet)
    {
        LayerWalk walk = PacketView.Layers(link, packet).GetEnumerator();
        Assert.True(walk.MoveNext() && walk.MoveNext());
        return walk.Current.Kind.Protocol.Name;
    }
}
