using RawNet.Protocols;
using RawNet.Tests.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Every cut of a message names the field that is cut, and what stands before it is still read.</summary>
public class TruncationTests
{
    // Field ends in bits, typed from the RFCs' own boxes.
    private static readonly Dictionary<string, (string Field, int End)[]> _ends = new()
    {
        // RFC 791, 3.1
        ["ip"] = [("ip.version", 4), ("ip.hdr_len", 8), ("ip.dsfield", 16), ("ip.len", 32),
            ("ip.id", 48), ("ip.flags.rb", 49), ("ip.flags.df", 50), ("ip.flags.mf", 51),
            ("ip.frag_offset", 64), ("ip.ttl", 72), ("ip.proto", 80), ("ip.checksum", 96), ("ip.src", 128), ("ip.dst", 160)],
        // RFC 8200, 3
        ["ipv6"] = [("ipv6.version", 4), ("ipv6.tclass", 12), ("ipv6.flow", 32), ("ipv6.plen", 48),
            ("ipv6.nxt", 56), ("ipv6.hlim", 64), ("ipv6.src", 192), ("ipv6.dst", 320)],
        // RFC 792, page 14
        ["icmp.echo"] = [("icmp.type", 8), ("icmp.code", 16), ("icmp.checksum", 32), ("icmp.ident", 48), ("icmp.seq", 64)],
        // RFC 4884, 4.1
        ["icmp.unreachable"] = [("icmp.type", 8), ("icmp.code", 16), ("icmp.checksum", 32),
            ("icmp.unused", 40), ("icmp.length", 48), ("icmp.mtu", 64)],
        // RFC 4443, 4.1
        ["icmpv6.echo"] = [("icmpv6.type", 8), ("icmpv6.code", 16), ("icmpv6.checksum", 32),
            ("icmpv6.echo.identifier", 48), ("icmpv6.echo.sequence_number", 64)],
        // RFC 2236, 2
        ["igmp.v2-report"] = [("igmp.type", 8), ("igmp.max_resp", 16), ("igmp.checksum", 32), ("igmp.maddr", 64)],
        // RFC 768
        ["udp"] = [("udp.srcport", 16), ("udp.dstport", 32), ("udp.length", 48), ("udp.checksum", 64)],
        // RFC 9293, 3.1
        ["tcp"] = [("tcp.srcport", 16), ("tcp.dstport", 32), ("tcp.seq_raw", 64), ("tcp.ack_raw", 96), ("tcp.hdr_len", 100),
            ("tcp.flags", 112), ("tcp.window_size_value", 128), ("tcp.checksum", 144), ("tcp.urgent_pointer", 160)],
        // IEEE 802.1Q, 9.6
        ["vlan"] = [("vlan.priority", 3), ("vlan.dei", 4), ("vlan.id", 16), ("vlan.etype", 32)],
        ["eth"] = [("eth.dst", 48), ("eth.src", 96), ("eth.type", 112)],
    };

    // 17 sources in records that also carry auxiliary data: RFC 9776, 4.2. Three records: 8 + 4 + 4 (aux), 8 + 8, 8 + 4 bytes.
    private const string Report = "2200 0000 0000 0003" + "01 01 0001 e8010101 0a000001 aabbccdd"
        + "05 00 0002 e8010102 0a000001 0a000002" + "02 00 0001 ef010101 0a000003";

    public static TheoryData<string> Kinds => [.. _ends.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheFirstFieldThatIsNotWholeIsNamedAndThoseBeforeItAreRead(string name)
    {
        Kind kind = Registry.Kinds.Named(name)[0];
        byte[] bytes = new byte[_ends[name][^1].End / 8];
        if (kind == Ipv4.Kind) bytes[0] = 0x45;
        if (kind == Ipv6.Kind) bytes[0] = 0x60;
        for (int there = 0; there < bytes.Length; there++)
        {
            Assert.False(kind.TryView(bytes.AsSpan(0, there), out View malformed));
            Check(malformed, name, there, Fault.Malformed);
            View.Read(kind, bytes.AsSpan(0, there), Region.Whole(bytes.Length), out View truncated);
            Check(truncated, name, there, Fault.Truncated);
        }
    }

    [Fact]
    public void EveryCutOfEveryWitnessPacketIsAnErrorInTheCutLayerOrNothingButMissingPayload()
    {
        // A length that lies contradicts itself before anything is cut; extensions of which a part is there are not read at all.
        foreach (WitnessPacket packet in WitnessPacket.All.Where(
            p => !p.Expression.Contains("ext=", StringComparison.Ordinal) && ErrorsOf(p.Link, p.Bytes, p.Bytes.Length).Count == 0))
            for (int there = 0; there < packet.Bytes.Length; there++)
            {
                List<ParseError> errors = ErrorsOf(packet.Link, packet.Bytes.AsSpan(0, there), packet.Bytes.Length);
                // Payload or trailer is missing altogether: no layer is there to say so.
                if (errors.Count == 0)
                {
                    Assert.Contains(there, StartsOfBytes(packet));
                    continue;
                }
                Assert.Contains(errors,
                    e => e.Fault == Fault.Truncated || (e.Fault == Fault.Contradiction && e.Field is "data.data" or "trailer.data"));
                Assert.DoesNotContain(errors, e => e.Fault == Fault.Malformed);
                ParseError cut = errors.First(e => e.Fault != Fault.Contradiction || e.Field is "data.data" or "trailer.data");
                Assert.Null(cut.LimitedBy);
                Assert.InRange(there, cut.Offset, cut.Offset + cut.Needed - 1);
                Assert.Equal(there - cut.Offset, cut.Available);
            }
    }

    [Theory]
    [InlineData(0, 8)] // nothing of the records
    [InlineData(8, 24)]
    [InlineData(24, 40)]
    [InlineData(40, 52)]
    public void ACutReportNamesTheRecordAndItsField(int start, int end)
    {
        byte[] packet = [.. IpHeader(Hex(Report).Length, 2), .. Hex(Report)];
        string[] fields = ["igmp.record_type", "igmp.aux_data_len", "igmp.num_src", "igmp.num_src", .. Repeat("igmp.maddr", 4)];
        string[][] tails =
        [
            [.. Repeat("igmp.saddr", 4), .. Repeat("igmp.aux_data", 4)], [.. Repeat("igmp.saddr", 8)], [.. Repeat("igmp.saddr", 4)]
        ];
        string[] header =
        [
            "igmp.type", "igmp.reserved", "igmp.checksum", "igmp.checksum",
            "igmp.reserved.2", "igmp.reserved.2", "igmp.num_grp_recs", "igmp.num_grp_recs"
        ];
        int record = start switch { 8 => 0, 24 => 1, _ => 2 };
        string[] expected = start == 0 ? header : [.. fields.Concat(tails[record]).Select(f => $"igmp.records[{record}].{f}")];
        for (int there = start; there < end; there++)
        {
            ParseError error = ErrorsOf(LinkType.Ipv4, packet.AsSpan(0, 20 + there), packet.Length)[^1];
            string layer = there == 0 ? "igmp" : "igmp.v3-report"; // without a type it is any IGMP
            Assert.Equal((layer, expected[there - start], Fault.Truncated, (string?)null),
                (error.Layer, error.Field, error.Fault, error.LimitedBy));
        }
    }

    [Fact]
    public void WhatIpLenCutsIsMalformedAndSaysSo()
    {
        byte[] packet = [.. IpHeader(8, 1), 8, 0, 0, 0, 0, 7, 0, 1];
        packet[3] = 20; // the witness shows no ICMP and no fault where the header alone is stated
        Assert.Empty(ErrorsOf(LinkType.Ipv4, packet, packet.Length));
        for (int length = 21; length < 28; length++)
        {
            packet[3] = (byte)length;
            List<ParseError> errors = ErrorsOf(LinkType.Ipv4, packet, packet.Length);
            Assert.Equal((Fault.Malformed, "ip.len", length - 20),
                (Assert.Single(errors).Fault, errors[0].LimitedBy, errors[0].Available + errors[0].Offset - 20));
        }
    }

    [Fact]
    public void WhatUdpLengthCutsIsATrailerAndALengthBelowEightAContradiction()
    {
        byte[] packet = [.. IpHeader(12, 17), 0, 1, 0, 2, 0, 12, 0, 0, 1, 2, 3, 4];
        packet[25] = 10;
        Assert.Equal(["ip", "udp", "data", "trailer"], LayersOf(LinkType.Ipv4, packet));
        packet[25] = 7;
        ParseError error = Assert.Single(ErrorsOf(LinkType.Ipv4, packet, packet.Length));
        Assert.Equal((Fault.Contradiction, "udp.length", 8, 7), (error.Fault, error.Field, error.Needed, error.Available));
        packet[25] = 13;
        error = Assert.Single(ErrorsOf(LinkType.Ipv4, packet, packet.Length));
        Assert.Equal((Fault.Contradiction, "udp.length", 12, 13, "ip.len"),
            (error.Fault, error.Field, error.Needed, error.Available, error.LimitedBy));
    }

    [Fact]
    public void AHeaderLengthBeyondIpLenIsMalformedAndOneBelowTwentyAContradiction()
    {
        byte[] packet = [.. IpHeader(4, 1), 1, 1, 1, 1];
        packet[0] = 0x4f;
        ParseError error = Assert.Single(ErrorsOf(LinkType.Ipv4, packet, packet.Length));
        Assert.Equal((Fault.Malformed, "ip.options", 20, 40, 4), (error.Fault, error.Field, error.Offset, error.Needed, error.Available));
        packet[0] = 0x44;
        error = Assert.Single(ErrorsOf(LinkType.Ipv4, packet, packet.Length));
        Assert.Equal((Fault.Contradiction, "ip.hdr_len", 20, 16), (error.Fault, error.Field, error.Needed, error.Available));
        Assert.Equal(["ip", "data"], LayersOf(LinkType.Ipv4, packet));
    }

    private static List<int> StartsOfBytes(WitnessPacket packet)
    {
        var starts = new List<int>();
        foreach (View layer in PacketView.Layers(packet.Link, packet.Bytes))
            if (layer.Is(Data.Kind) || layer.Is(Trailer.Kind)) starts.Add(layer.Offset);
        return starts;
    }

    private static void Check(scoped in View view, string name, int there, Fault fault)
    {
        (string field, int end) = _ends[name].First(f => f.End > 8 * there);
        ParseError error = Assert.Single(view.Errors(), e => e.Fault != Fault.Contradiction);
        Assert.Equal((fault, name, field), (error.Fault, error.Layer, error.Field));
        Assert.Equal((end + 7) / 8, error.Offset + error.Needed);
        foreach (Field declared in view.Kind.Table.Fields)
        {
            int at = Array.FindIndex(_ends[name], f => f.Field == declared.Name);
            int ends = at < 0 ? int.MaxValue : _ends[name][at].End;
            Assert.Equal(ends <= 8 * there, view.Has(declared));
            if (view.Has(declared)) view.GetRaw((ScalarField)declared);
        }
    }

    private static List<ParseError> ErrorsOf(LinkType link, ReadOnlySpan<byte> frame, int length)
    {
        var errors = new List<ParseError>();
        foreach (View layer in PacketView.Layers(link, frame, length)) errors.AddRange(layer.Errors());
        return errors;
    }

    private static List<string> LayersOf(LinkType link, ReadOnlySpan<byte> frame)
    {
        var names = new List<string>();
        foreach (View layer in PacketView.Layers(link, frame)) names.Add(layer.Kind.Name);
        return names;
    }

    private static byte[] IpHeader(int payload, byte protocol) =>
    [
        0x45, 0, 0, (byte)(20 + payload), 0, 0, 0, 0, 64, protocol, 0, 0, 198, 18, 0, 1, 198, 18, 0, 2
    ];

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    private static IEnumerable<string> Repeat(string text, int times) => Enumerable.Repeat(text, times);
}
