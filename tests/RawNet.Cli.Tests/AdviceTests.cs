using System.Text.RegularExpressions;
using RawNet.Cli.Common.Sending;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>Lines as users of tcpdump, ip and others type them: each is answered by one sentence, and its advice,
/// followed to the letter, ends well.</summary>
public sealed partial class AdviceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rawnet-advice-").FullName;
    private readonly Lazy<TwoHosts> _hosts = new(() => new TwoHosts());

    public void Dispose()
    {
        if (_hosts.IsValueCreated) _hosts.Value.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The sentence ends with a whole line.
    [Theory]
    [InlineData("rawnet --netns NS ping -c 1 127.0.0.1", "rawnet ping --netns NS -c 1 127.0.0.1")]
    [InlineData("rawnet --json read FILE", "rawnet read --json FILE")]
    [InlineData("rawnet igmp --netns NS join -w 0.1 -I va 239.1.1.1", "rawnet igmp join --netns NS -w 0.1 -I va 239.1.1.1")]
    [InlineData("rawnet igmp send -I va report 239.1.1.1", "rawnet igmp send report -I va 239.1.1.1")]
    [InlineData("rawnet igmp query -I va", "rawnet igmp send query -I va")]
    [InlineData("rawnet igmp report -I va 239.1.1.1", "rawnet igmp send report -I va 239.1.1.1")]
    [InlineData("rawnet join -I va -w 0.1 239.1.1.1", "rawnet igmp join -I va -w 0.1 239.1.1.1 or rawnet mld join -I va -w 0.1 239.1.1.1")]
    [InlineData("rawnet get IP_TTL", "rawnet options get IP_TTL")]
    [InlineData("rawnet help", "rawnet --help")]
    [InlineData("rawnet help ping", "rawnet ping --help")]
    [InlineData("rawnet help igmp join", "rawnet igmp join --help")]
    [InlineData("rawnet igmp help join", "rawnet igmp join --help")]
    [InlineData("rawnet ping 127.0.0.1 help", "rawnet ping --help")]
    [InlineData("rawnet igmp help", "rawnet igmp --help")]
    [InlineData("rawnet version", "rawnet --version")]
    public void TheRightLineIsSaid(string line, string advice)
    {
        PeerResult refused = OnA(line);
        Refused(refused, $": {Filled(advice)}");
        OnA(Filled(advice).Split(" or ")[0]).Succeeded();
    }

    // The sentence ends with the option that takes the words.
    [Theory]
    [InlineData("rawnet ping -c 1 127.0.0.1 -w OUT.pcap", "-w OUT.pcap", "--write OUT.pcap")]
    [InlineData("rawnet capture -w 0.1 -i lo icmp", "icmp", "--filter icmp")]
    [InlineData("rawnet capture -w 0.1 icmp.echo ident=7", "icmp.echo ident=7", "--filter 'icmp.echo ident=7'")]
    [InlineData("rawnet capture -w 0.1 udp port 53", "udp port 53", "--bpf 'udp port 53'")]
    [InlineData("rawnet capture -w 0.1 'udp port 53'", "'udp port 53'", "--bpf 'udp port 53'")]
    [InlineData("rawnet capture -w 0.1 va", "va", "-I va")]
    [InlineData("rawnet read FILE 'udp port 53'", "'udp port 53'", "--bpf 'udp port 53'")]
    [InlineData("rawnet read FILE udp port 53", "udp port 53", "--bpf 'udp port 53'")]
    [InlineData("rawnet read FILE icmp", "icmp", "--filter icmp")]
    [InlineData("rawnet verify FILE host 198.18.0.1", "host 198.18.0.1", "--bpf 'host 198.18.0.1'")]
    [InlineData("rawnet igmp join -w 0.1 239.1.1.1 va", "va", "-I va")]
    [InlineData("rawnet mld join -w 0.1 ff15::1 va", "va", "-I va")]
    [InlineData("rawnet igmp querier -w 0.1 va", "va", "-I va")]
    [InlineData("rawnet igmp querier -w 0.1 -i va", "-i va", "-I va")]
    [InlineData("rawnet igmp send query -i va", "-i va", "-I va")]
    [InlineData("rawnet ping -c 1 -i lo 127.0.0.1", "-i lo", "-I lo")]
    public void TheRightOptionIsSaid(string line, string wrong, string advice)
    {
        (line, wrong, advice) = (Filled(line), Filled(wrong), Filled(advice));
        Refused(OnA(line), $": {advice}");
        int at = line.LastIndexOf($" {wrong}", StringComparison.Ordinal);
        PeerResult right = OnA($"{line[..at]} {advice}{line[(at + 1 + wrong.Length)..]}");
        Assert.True(right.ExitCode == 0, right.Errors);
    }

    [Theory]
    [InlineData("rawnet capture -i any -w 0.1")]
    [InlineData("rawnet capture -I any -w 0.1")]
    [InlineData("rawnet send -i va eth dst=02:00:00:00:00:02 / ip dst=198.18.0.2 / udp")]
    [InlineData("rawnet igmp join -i va -w 0.1 239.1.1.1")]
    [InlineData("rawnet igmp send report -i va 239.1.1.1")]
    [InlineData("rawnet igmp monitor -i va -w 0.1 --lines")]
    [InlineData("rawnet igmp host -i va -w 0.1 --groups 239.1.1.1 --address 198.18.0.9")]
    [InlineData("rawnet options set IP_TTL -1")]
    public void WhatIsMeantWorks(string line) => OnA(line).Succeeded();

    [Theory]
    [InlineData("rawnet ping 127.0.0.1 -5")]
    [InlineData("rawnet craft ip -5")]
    [InlineData("rawnet read FILE -5")]
    [InlineData("rawnet doctor -1")]
    [InlineData("rawnet options get -1")]
    public void AWordThatBeginsWithADashIsAnOption(string line) =>
        Assert.Contains($" no option '{line.Split(' ')[^1]}'", Refused(OnA(line)), StringComparison.Ordinal);

    [Fact]
    public void TextThatBeginsWithADashStandsBehindTwo()
    {
        Host host = _hosts.Value.A;
        RunningPeer server = host.Start(Rawnet.Path, "echo", "serve", "--type", "dgram", "127.0.0.1:7000");
        server.WaitFor("listening");
        const string line = "rawnet echo call -W 20 --type dgram 127.0.0.1:7000";
        Assert.EndsWith("; as a word it stands behind --: -- -5\n", Refused(OnA($"{line} -5")), StringComparison.Ordinal);
        Assert.Equal("-5", OnA($"{line} -- -5").Succeeded().Text);
    }

    [Theory]
    [InlineData("igmp", "224.0.0.1")]
    [InlineData("mld", "ff02::1")]
    public void OfAGroupThatIsNeverReportedThatIsSaid(string verb, string group)
    {
        PeerResult result = OnA($"rawnet {verb} join -I va -w 0.5 {group}").Succeeded();
        Assert.Contains($"rawnet: {group} is never reported (", result.Errors, StringComparison.Ordinal);
        Assert.EndsWith("the kernel sent 0 messages\n", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gz", "gzip")]
    [InlineData("bz2", "bzip2")]
    [InlineData("xz", "xz")]
    [InlineData("zst", "zstd")]
    [InlineData("lz4", "lz4")]
    public void ANameThatPromisesAPackedFileIsAnsweredWithWhatMakesIt(string ending, string packer)
    {
        Assert.SkipUnless(Peer.Exists(packer), Peer.Missing(packer));
        string sentence = Refused(OnA(Filled($"rawnet craft --write OUT.pcap.{ending} ip / udp")));
        Match advice = Advised().Match(sentence);
        Assert.True(advice.Success, sentence);
        OnA($"rawnet craft {advice.Groups["option"].Value} ip / udp && {advice.Groups["packer"].Value}").Succeeded();
        Assert.Equal([Filled($"OUT.pcap.{ending}")], Directory.GetFiles(_folder));
        Peer.Run(packer, ["-t", Filled($"OUT.pcap.{ending}")]).Succeeded();
    }

    [Fact]
    public void ACapFileIsPcap()
    {
        OnA(Filled("rawnet craft --write OUT.cap ip / udp")).Succeeded();
        // draft-ietf-opsawg-pcap, 4: 0xA1B23C4D where times are in nanoseconds.
        Assert.Equal("4d3cb2a1", Convert.ToHexStringLower(File.ReadAllBytes(Filled("OUT.cap")).AsSpan(0, 4)));
    }

    [Fact]
    public void WhatTheKernelChangedOfLongDataIsShown()
    {
        using var output = new StringWriter();
        string asked = new string('a', 300) + "bb" + new string('a', 300), seen = new string('a', 300) + "cc" + new string('a', 300);
        new SendText(output, quiet: false, _ => { }).Explained(1, new Explanation([new Change("data.data", asked, seen, "why")]));
        Assert.Matches(@"asked \.\.\.a+bba+\.\.\.  left as \.\.\.a+cca+\.\.\.  why\n$", output.ToString());
    }

    private PeerResult OnA(string line)
    {
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("bash"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        return _hosts.Value.A.Exec("bash", "-c", $"rawnet() {{ {Rawnet.Path} \"$@\"; }}; {Filled(line)}");
    }

    private string Filled(string line)
    {
        string captured = Rawnet.File("captures", "ping4.pcap");
        string filled = line.Replace("FILE", captured, StringComparison.Ordinal).Replace("OUT", $"{_folder}/out", StringComparison.Ordinal);
        return filled.Contains("NS", StringComparison.Ordinal) ? Regex.Replace(filled, @"\bNS\b", _hosts.Value.A.Name) : filled;
    }

    private static string Refused(PeerResult result, string end = "")
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Text);
        Assert.StartsWith("rawnet: ", result.Errors, StringComparison.Ordinal);
        Assert.EndsWith($"{end}\n", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Trim().Split('\n'));
        return result.Errors;
    }

    [GeneratedRegex(@" would not be packed: (?<option>--write \S+), and then (?<packer>.+), make it\n$")]
    private static partial Regex Advised();
}
