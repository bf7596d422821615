using RawNet.Cli.Tests.Ping;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Groups;

/// <summary><c>igmp send</c> and <c>mld send</c>: each message recorded on the wire and read by tshark.</summary>
public class MessageTests(SendLab lab) : IClassFixture<SendLab>
{
    private static readonly string[] _fields4 =
    [
        "ip.ttl", "ip.dsfield", "ip.opt.type", "ip.dst", "eth.dst", "igmp.type",
        "igmp.version", "igmp.maddr", "igmp.record_type", "igmp.saddr", "igmp.max_resp"
    ];
    private static readonly string[] _fields6 =
    [
        "ipv6.hlim", "ipv6.opt.router_alert", "ipv6.dst", "eth.dst", "icmpv6.type", "icmpv6.mld.multicast_address",
        "icmpv6.mldr.mar.multicast_address", "icmpv6.mldr.mar.record_type", "icmpv6.mldr.mar.source_address"
    ];

    // TTL 1, TOS 0xc0, Router Alert (148); destinations of RFC 9776, 4.1.12 and 4.2.15, RFC 2236, 9, RFC 1112,
    // appendix I; MACs of RFC 1112, 6.4.
    [Theory]
    [InlineData("report 239.1.2.3", "1 0xc0 148 224.0.0.22 01:00:5e:00:00:16 0x22 3 239.1.2.3 4")]
    [InlineData("report is_in,232.1.2.3,198.18.0.9,198.18.0.10",
        "1 0xc0 148 224.0.0.22 01:00:5e:00:00:16 0x22 3 232.1.2.3 1 198.18.0.9,198.18.0.10")]
    [InlineData("report is_ex,239.1.2.3 to_in,239.1.2.4 to_ex,239.1.2.5 allow,239.1.2.6,198.18.0.9 block,239.1.2.7,198.18.0.9 "
        + "is_in,239.1.2.8,198.18.0.9",
        "1 0xc0 148 224.0.0.22 01:00:5e:00:00:16 0x22 3 239.1.2.3,239.1.2.4,239.1.2.5,239.1.2.6,239.1.2.7,239.1.2.8 2,3,4,5,6,1 "
        + "198.18.0.9,198.18.0.9,198.18.0.9")]
    [InlineData("report --version 2 239.129.2.3", "1 0xc0 148 239.129.2.3 01:00:5e:01:02:03 0x16 2 239.129.2.3 0")]
    [InlineData("report --version 1 239.1.2.3", "1 0xc0 148 239.1.2.3 01:00:5e:01:02:03 0x12 1 239.1.2.3")]
    [InlineData("leave 239.1.2.3", "1 0xc0 148 224.0.0.22 01:00:5e:00:00:16 0x22 3 239.1.2.3 3")]
    [InlineData("leave 239.1.2.3,198.18.0.9", "1 0xc0 148 224.0.0.22 01:00:5e:00:00:16 0x22 3 239.1.2.3 6 198.18.0.9")]
    [InlineData("leave --version 2 239.1.2.3", "1 0xc0 148 224.0.0.2 01:00:5e:00:00:02 0x17 2 239.1.2.3 0")]
    [InlineData("query", "1 0xc0 148 224.0.0.1 01:00:5e:00:00:01 0x11 3 0.0.0.0 100")]
    [InlineData("query 239.1.2.3", "1 0xc0 148 239.1.2.3 01:00:5e:01:02:03 0x11 3 239.1.2.3 10")]
    [InlineData("query 239.1.2.3,198.18.0.9 -r 25.6", "1 0xc0 148 239.1.2.3 01:00:5e:01:02:03 0x11 3 239.1.2.3 198.18.0.9 256")]
    [InlineData("query --version 2", "1 0xc0 148 224.0.0.1 01:00:5e:00:00:01 0x11 2 0.0.0.0 100")]
    [InlineData("query --version 2 239.1.2.3", "1 0xc0 148 239.1.2.3 01:00:5e:01:02:03 0x11 2 239.1.2.3 10")]
    [InlineData("query --version 1", "1 0xc0 148 224.0.0.1 01:00:5e:00:00:01 0x11 1 0.0.0.0")]
    public void IgmpIsAsTheRfcSays(string arguments, string expected) =>
        Assert.Equal([expected], Seen($"igmp send {arguments} -I va", _fields4, "igmp"));

    // RFC 9777, 5.1.15 and 5.2.15; RFC 2710, 8; RFC 2464, 7.
    [Theory]
    [InlineData("report ff05::1:3", "1 0 ff02::16 33:33:00:00:00:16 143 ff05::1:3 4")]
    [InlineData("report ff35::1:3,2001:db8::9", "1 0 ff02::16 33:33:00:00:00:16 143 ff35::1:3 5 2001:db8::9")]
    [InlineData("report is_ex,ff05::1:3 to_in,ff05::4 block,ff05::5,2001:db8::9",
        "1 0 ff02::16 33:33:00:00:00:16 143 ff05::1:3,ff05::4,ff05::5 2,3,6 2001:db8::9")]
    [InlineData("report --version 1 ff05::1:3", "1 0 ff05::1:3 33:33:00:01:00:03 131 ff05::1:3")]
    [InlineData("leave ff05::1:3", "1 0 ff02::16 33:33:00:00:00:16 143 ff05::1:3 3")]
    [InlineData("leave --version 1 ff05::1:3", "1 0 ff02::2 33:33:00:00:00:02 132 ff05::1:3")]
    [InlineData("query", "1 0 ff02::1 33:33:00:00:00:01 130 ::")]
    [InlineData("query ff05::1:3,2001:db8::9", "1 0 ff05::1:3 33:33:00:01:00:03 130 ff05::1:3")]
    [InlineData("query --version 1 ff05::1:3", "1 0 ff05::1:3 33:33:00:01:00:03 130 ff05::1:3")]
    public void MldIsAsTheRfcSays(string arguments, string expected) =>
        Assert.Equal([expected], Seen($"mld send {arguments} -I va", _fields6, "icmpv6"));

    // RFC 9777, 5.1.14 and 5.2.14: the source is link-local, also where another address of the interface chose it.
    [Theory]
    [InlineData("query")]
    [InlineData("report ff05::1:3")]
    public void MldComesFromALinkLocalAddress(string arguments) =>
        Assert.Equal(["fe80::ff:fe00:1"], Seen($"mld send {arguments} -I {lab.A.Address6}", ["ipv6.src"], "icmpv6"));

    // RFC 9776, 4.2.17: 1500 bytes less an IP header of 24, a report header of 8 and a record header of 8 leave 365 sources;
    // RFC 9777, 5.2.16: less 48, 8 and 20, 89.
    [Theory]
    [InlineData("igmp", "allow,232.1.1.1", "198.19.{0}.{1}", 800, "365 365 70")]
    [InlineData("igmp", "to_ex,239.1.1.1", "198.19.{0}.{1}", 800, "365")]
    [InlineData("mld", "allow,ff35::1", "2001:db8::{0:x}:{1:x}", 200, "89 89 22")]
    [InlineData("mld", "is_ex,ff05::1", "2001:db8::{0:x}:{1:x}", 200, "89")]
    public void ListsAreSplitOrCutByTheMtu(string verb, string record, string source, int count, string expected)
    {
        string sources = string.Join(',', Enumerable.Range(0, count)
            .Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, source, i / 200, (i % 200) + 1)));
        IReadOnlyList<string> seen = Seen($"{verb} send report {record},{sources} -I va",
            [verb == "igmp" ? "igmp.num_src" : "icmpv6.mldr.mar.nb_sources"], verb == "igmp" ? "igmp" : "icmpv6");
        Assert.Equal(expected.Split(' '), seen);
    }

    [Fact]
    public void RecordsThatDoNotFitOneReportGoIntoMore()
    {
        string groups = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"239.3.{i / 200}.{(i % 200) + 1}"));
        // 1468 bytes for records of 8.
        Assert.Equal(["183", "183", "34"], Seen($"igmp send report {groups} -I va", ["igmp.num_grp_recs"], "igmp"));
        Assert.Equal(["4", "4", "2"],
            Seen($"igmp send report {string.Join(' ', groups.Split(' ').Take(10))} -I va --mtu 70", ["igmp.num_grp_recs"], "igmp"));
    }

    // RFC 9776, 4.1.8: 366 sources in a query of 1500 bytes.
    [Fact]
    public void SourcesOfAQueryAreSplitByTheMtu()
    {
        string sources = string.Join(',', Enumerable.Range(0, 400).Select(i => $"198.19.{i / 200}.{(i % 200) + 1}"));
        Assert.Equal(["366", "34"], Seen($"igmp send query 232.1.1.1,{sources} -I va", ["igmp.num_src"], "igmp"));
    }

    // RFC 9776, 4.1.1 and 4.1.7, RFC 9777, 5.1.3 and 5.1.9: codes above the border are a mantissa and an exponent;
    // tshark shows what went out.
    [Theory]
    [InlineData("igmp", "-r 12.8", "128 125", "")]
    [InlineData("igmp", "-r 13", "128 125", "IGMPv3 has no code for 13 s: 12.8 s is sent (RFC 9776, section 4.1.1)")]
    [InlineData("igmp", "-r 3174.4 -i 31744", "31744 255", "")]
    [InlineData("igmp", "-i 130", "100 128", "IGMPv3 has no code for 130 s: 128 s is told (RFC 9776, section 4.1.7)")]
    [InlineData("igmp", "--version 2 -r 25.5", "255", "")]
    [InlineData("igmp", "--version 2 -r 0", "1", "IGMPv2 has no code for 0 s: 0.1 s is sent (RFC 2236, section 2.2)")]
    [InlineData("igmp", "--robustness 9", "100 125", "a robustness above 7 is sent as 0 (RFC 9776, section 4.1.6)")]
    [InlineData("mld", "-r 40", "40000 125", "")]
    [InlineData("mld", "-r 40.001", "40000 125", "MLDv2 has no code for 40.001 s: 40 s is sent (RFC 9777, section 5.1.3)")]
    [InlineData("mld", "--version 1 -r 65.535", "65535", "")]
    public void ATimeWithoutACodeIsSaidToBeSentAsAnother(string verb, string options, string expected, string note)
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        using var file = new TemporaryFile(extension: ".pcapng");
        PeerResult sent = lab.A.RawnetLine($"{verb} send query -I va {options} --write {file.Path}").Succeeded();
        string[] fields = verb == "igmp"
            ? ["igmp.max_resp", "igmp.qqic"]
            : ["icmpv6.mld.maximum_response_delay", "icmpv6.mld.maximum_response_code", "icmpv6.mld.qqi"];
        string[] read =
        [
            .. Peer.Run("tshark", ["-n", "-r", file.Path, "-T", "fields", .. fields.SelectMany(f => new[] { "-e", f })]).Succeeded().Lines
        ];
        Assert.Equal([expected], read.Select(l => string.Join(' ', l.Split('\t', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(note.Length == 0 ? "" : $"rawnet: {note}",
            sent.Errors.Split('\n').FirstOrDefault(l => l.Contains("RFC", StringComparison.Ordinal), ""));
    }

    [Fact]
    public void AnyFieldCanBeSetWrong()
    {
        string[] fields = ["eth.dst", "ip.ttl", "ip.dst", "igmp.checksum", "igmp.checksum.status", "igmp.num_grp_recs"];
        Assert.Equal(
            ["02:00:00:00:00:02 2 198.18.0.7 0x1234 0 9"],
            Seen("igmp send report 239.1.1.1 -I va --set ip.ttl=2 --set ip.dst=198.18.0.7 --set eth.dst=02:00:00:00:00:02 --set "
                + "igmp.checksum=0x1234 --set num_grp_recs=9", fields, "igmp"));
        Assert.Equal(["5", "6", "7"], Seen("igmp send query -I va --set ip.ttl=5..7", ["ip.ttl"], "igmp"));
        Assert.Equal(["3", "3"], Seen("igmp send query -I va --set ip.ttl=3 --count 2 --rate 0", ["ip.ttl"], "igmp"));
    }

    [Fact]
    public void TsharkFindsNothingMalformedInAnyOfThem()
    {
        using var file = new TemporaryFile(extension: ".pcapng");
        foreach (string arguments in (string[])["igmp send report 239.1.1.1 block,239.1.1.2,198.18.0.9",
            "igmp send leave --version 2 239.1.1.1", "igmp send query 239.1.1.1,198.18.0.9", "igmp send query --version 1",
            "mld send report ff05::1", "mld send query ff05::1,2001:db8::9", "mld send leave --version 1 ff05::1"])
        {
            lab.A.RawnetLine($"{arguments} -I va --write {file.Path}").Succeeded();
            Assert.Single(Tshark.Fields(file.Path, "frame.number"));
            Assert.Empty(Peer.Run("tshark", ["-n", "-r", file.Path, "-o", "ip.check_checksum:TRUE",
                "-Y", "_ws.malformed or _ws.expert or igmp.checksum.status==0 or icmpv6.checksum.status==0 or ip.checksum.status==0"])
                .Succeeded().Text);
            Assert.Equal(0, Rawnet.Run("verify", file.Path, "--lint", "--against", "tshark").ExitCode);
        }
    }

    // What others say meanwhile does not belong into the file, unless the run waits for their answers.
    [Fact]
    public void TheRecordingHoldsThisRunAndItsAnswersOnly()
    {
        using RunningPeer other = lab.B.Start(Rawnet.Path,
            ["igmp", "send", "report", "-I", "vb", "239.4.4.4", "--count", "0", "--rate", "100"]);
        Assert.Equal([.. Enumerable.Repeat("239.4.4.5", 20)],
            Seen("igmp send report -I va 239.4.4.5 --count 20 --rate 50", ["igmp.maddr"], "ip"));
        IReadOnlyList<string> waited = Seen("igmp send report -I va 239.4.4.5 --wait 1", ["igmp.maddr"], "ip");
        Assert.Equal("239.4.4.5", waited[0]);
        Assert.Contains("239.4.4.4", waited);
        Assert.Equal(0, other.Interrupt());
    }

    [Theory]
    [InlineData("igmp send report 239.1.1.1", "messages about groups leave by an interface: say which by -I, one of lo, va")]
    [InlineData("igmp send report -I va", "rawnet igmp send report needs RECORD")]
    [InlineData("igmp send report -I va 239.1.1", "'239.1.1' is no IPv4 address")]
    [InlineData("mld send report -I va 239.1.1.1", "'239.1.1.1' is no IPv6 address")]
    [InlineData("igmp send leave -I va --version 1 239.1.1.1", "IGMPv1 has no leave")]
    [InlineData("igmp send report -I va --version 2 239.1.1.1,198.18.0.9", "'239.1.1.1,198.18.0.9': IGMPv2 knows no sources, IGMPv3 does")]
    [InlineData("mld send query -I va --version 3", "there is no MLDv3: --version takes 1 to 2")]
    [InlineData("igmp send query -I va --set ip.tll=3", "no layer of this message has a field 'ip.tll'")]
    [InlineData("igmp send query -I va --set checksum=3", "'checksum' is a field of ip and of igmp.v3-query")]
    [InlineData("igmp send query -I va --set ttl", "'--set ttl' sets no field")]
    [InlineData("igmp send query -I va --version 2 -r 40", "-r 40: IGMPv2 says at most 25.5 s (RFC 2236, section 2.2)")]
    [InlineData("igmp send query -I va -r 3174.5", "-r 3174.5: IGMPv3 says at most 3174.4 s (RFC 9776, section 4.1.1)")]
    [InlineData("igmp send query -I va -i 31745", "-i 31745: IGMPv3 says at most 31744 s (RFC 9776, section 4.1.7)")]
    [InlineData("mld send query -I va --version 1 -r 65.6", "-r 65.6: MLDv1 says at most 65.535 s (RFC 2710, section 3.4)")]
    [InlineData("mld send query -I va -r 8388", "-r 8388: MLDv2 says at most 8387.584 s (RFC 9777, section 5.1.3)")]
    [InlineData("igmp send query -I va --version 1 -r 5", "-r: queries of IGMPv1 say no time, and hosts answer within 10 s")]
    [InlineData("igmp send query -I va --version 2 -i 20", "-i: queries of IGMPv2 have no field for it, those of IGMPv3 do")]
    [InlineData("mld send query -I va --version 1 --suppress", "--suppress: queries of MLDv1 have no field for it, those of MLDv2 do")]
    [InlineData("igmp send query -I va --version 2 --robustness 2",
        "--robustness: queries of IGMPv2 have no field for it, those of IGMPv3 do")]
    [InlineData("igmp querier -I va -V 2 -W 30", "-W 30: IGMPv2 says at most 25.5 s (RFC 2236, section 2.2)")]
    [InlineData("igmp querier -I va -V 1 -W 5", "-W: queries of IGMPv1 say no time, and hosts answer within 10 s")]
    [InlineData("igmp querier -I va -V 2 -l 26", "-l 26: IGMPv2 says at most 25.5 s (RFC 2236, section 2.2)")]
    [InlineData("mld querier -I va -i 31745", "-i 31745: MLDv2 says at most 31744 s (RFC 9777, section 5.1.9)")]
    [InlineData("igmp querier -I va -V 4", "there is no IGMPv4: --version takes 1 to 3")]
    [InlineData("mld host -I va -V 3 --groups ff05::1", "there is no MLDv3: --version takes 1 to 2")]
    [InlineData("mld querier -I va --address 2001:db8::1",
        "--address 2001:db8::1 is not link-local: MLD is asked from fe80::/10 (RFC 9777, section 5.1.14)")]
    [InlineData("mld querier -I va --address ::", "--address :: is not link-local")]
    [InlineData("igmp send", "rawnet igmp send needs a verb: leave, query, report")]
    [InlineData("igmp join -I va 198.18.0.7", "198.18.0.7 is no multicast address")]
    [InlineData("igmp host -I va --groups 239.255.255.250+10", "239.255.255.250+10 runs to 240.0.0.3, which is no multicast address")]
    [InlineData("igmp host -I va --groups 231.255.255.250+10",
        "231.255.255.250+10 runs into 232.0.0.0, which is source-specific (RFC 4607)")]
    [InlineData("igmp host -I va --groups 232.1.1.1@~198.18.0.9", "232.1.1.1 is source-specific (RFC 4607)")]
    [InlineData("mld host -I va --robustness 0 --groups ff05::1", "--robustness must not be 0 (RFC 9777, section 9.1)")]
    [InlineData("igmp host -I va --groups 239.1.1.1@!+2", "'239.1.1.1@!' names no source behind the @")]
    [InlineData("mld join -I va ff05::1@", "'ff05::1@' names no source behind the @")]
    public void WrongArgumentsGetOneSentence(string arguments, string sentence)
    {
        PeerResult result = lab.A.RawnetLine(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Text));
        Assert.StartsWith($"rawnet: {sentence}", result.Errors, StringComparison.Ordinal);
    }

    // One line a packet; fields that are not there leave nothing.
    private IReadOnlyList<string> Seen(string arguments, string[] fields, string protocol)
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        using var file = new TemporaryFile(extension: ".pcapng");
        lab.A.RawnetLine($"{arguments} --write {file.Path}").Succeeded();
        string[] options = ["-n", "-r", file.Path, "-Y", protocol, "-T", "fields", .. fields.SelectMany(f => new[] { "-e", f })];
        return [.. Peer.Run("tshark", options).Succeeded().Lines
            .Select(l => string.Join(' ', l.Split('\t', StringSplitOptions.RemoveEmptyEntries)))];
    }
}
