using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>Wrong input: one sentence that says what would be right, exit status 2, nothing on standard output.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("ping 127.0.0.1 -c1 --write FILE")]
    [InlineData("capture -I lo -c1 -w 0.1 --write FILE")]
    [InlineData("craft --write FILE ip")]
    [InlineData("igmp send query -I lo --write FILE")]
    [InlineData("igmp join -I lo -w 0 --write FILE 239.1.1.1")]
    public void AFileToWriteHasAName(string line)
    {
        PeerResult result = Rawnet.Run([.. line.Split(' ').Select(word => word == "FILE" ? "" : word)]);
        Assert.Equal((2, "rawnet: the file to write has no name"), (result.ExitCode, result.Errors.TrimEnd('\n').Split('\n')[^1]));
    }

    [Theory]
    [InlineData("mld send report -I lo [ff05::1]", "'[ff05::1]' is no IPv6 address")]
    [InlineData("mld join -I lo -w 0 [ff05::1]", "'[ff05::1]' is no IPv6 address")]
    [InlineData("mld host -I lo -w 0 --groups [ff05::1]", "'[ff05::1]' is no IPv6 address")]
    [InlineData("mld querier -I lo -w 0 --address [fe80::1]", "'[fe80::1]' is no IPv6 address")]
    [InlineData("mld send report -I lo ff05::1%nosuch", "there is no interface 'nosuch' for ff05::1%nosuch; there are lo")]
    [InlineData("mld join -I lo -w 0 ff05::1%nosuch", "there is no interface 'nosuch' for ff05::1%nosuch; there are lo")]
    [InlineData("echo call --family inet6 --type raw --protocol 253 [::1 hi", "'[::1' is no address for inet6 raw")]
    [InlineData("echo call --family inet6 --type dgram [[::1]:80]:7 hi", "'[[::1]:80]:7' is no address for inet6 dgram")]
    [InlineData("echo call --family inet6 --type dgram [fe80::1%nosuch]:7 hi", "there is no interface 'nosuch'; there are lo")]
    public void AnAddressIsAnAddressAlone(string line, string sentence)
    {
        PeerResult result = Rawnet.Run(line.Split(' '));
        Assert.Equal((2, ""), (result.ExitCode, result.Text));
        Assert.StartsWith($"rawnet: {sentence}", result.Errors, StringComparison.Ordinal);
    }

    // Each option is asked with a value of its kind that it cannot take.
    [Theory]
    [InlineData("igmp host -I lo --groups 239.1.1.1 --robustness -1", "'-1' is too little for --robustness")]
    [InlineData("igmp querier -I lo --robustness 256", "'256' is too much for --robustness")]
    [InlineData("igmp send query -I lo --robustness 256", "'256' is too much for --robustness")]
    [InlineData("igmp send query -I lo --count 99999999999999999999", "'99999999999999999999' is too much for --count")]
    [InlineData("send --count 99999999999999999999 ip", "'99999999999999999999' is too much for --count")]
    [InlineData("capture -I lo -c 99999999999999999999", "'99999999999999999999' is too much for -c")]
    [InlineData("capture -I lo -c 1.5", "'1.5' is no value of -c: a whole number is wanted")]
    [InlineData("igmp monitor -I lo --max-members 99999999999", "'99999999999' is too much for --max-members")]
    [InlineData("echo serve 127.0.0.1:0 --clients 99999999999", "'99999999999' is too much for --clients")]
    [InlineData("echo call 127.0.0.1:7 x -c -99999999999999999999", "'-99999999999999999999' is too little for -c")]
    public void ANumberThatDoesNotFitIsSaidToBeTooMuchOrTooLittle(string line, string sentence)
    {
        PeerResult result = Rawnet.Run(line.Split(' '));
        Assert.Equal((2, "", $"rawnet: {sentence}\n"), (result.ExitCode, result.Text, result.Errors));
    }

    [Theory]
    [InlineData("icmp.echo", "craft", "icmp.ecco", "seq=1")]
    [InlineData("checksum, ident, seq", "craft", "icmp.echo", "id=1")]
    [InlineData("0 to 255", "craft", "ip", "ttl=256")]
    [InlineData("198.18.0.1", "craft", "ip", "dst=198.18.0.256")]
    [InlineData("02:00:00:00:00:01", "craft", "eth", "dst=2:0")]
    [InlineData("port-unreachable", "craft", "icmp.unreachable", "code=port-unreachible")]
    [InlineData("neighbours are 128 and 136", "craft", "igmp.v3-query", "max_resp=130")]
    [InlineData("number of bytes", "craft", "ip", "/", "udp", "cut=x")]
    [InlineData("'icmp.echo seq=1' is one", "craft", "")]
    [InlineData("behind the last '/'", "craft", "ip", "/")]
    [InlineData("beside a '/'", "craft", "/", "ip")]
    [InlineData("name=value", "craft", "ip", "/", "udp", "srcport")]
    [InlineData("given twice", "craft", "ip", "ttl=1", "ttl=2")]
    [InlineData("is_in", "craft", "igmp.v3-report", "record=nobody,239.1.1.1")]
    [InlineData("nop", "craft", "ip", "option=nope")]
    [InlineData("hex:", "craft", "data", "hex:0")]
    [InlineData("there is no file 'no-such-file'", "craft", "data", "@no-such-file")]
    [InlineData("linktype=1", "craft", "linktype=x", "/", "ip")]
    [InlineData("linktype=N", "craft", "udp", "--write", "/dev/null")]
    [InlineData("--hex", "craft", "ip", "/", "udp", "--hexx")]
    [InlineData("--json", "craft", "ip", "-j")]
    [InlineData("exclude each other", "craft", "ip", "--hex", "--json")]
    [InlineData("craft, ", "crafd-it")]
    [InlineData("'read' is near", "raed")]
    [InlineData("craft, ")]
    [InlineData("there is no file 'no-such-file'", "read", "no-such-file")]
    [InlineData("is a directory", "read", "/")]
    [InlineData("standard input can be read once", "read", "-", "-")]
    [InlineData("--blocks shows blocks and -c is for packets", "read", "/dev/null", "--blocks", "-c", "1")]
    [InlineData("'wireshark' is no witness that rawnet can ask: --against tshark", "verify", "/dev/null", "--against", "wireshark")]
    [InlineData("there is no layer 'bogus'", "read", "/dev/null", "--json", "--filter", "bogus")]
    [InlineData("FILE", "read")]
    [InlineData("'--json' is near", "read", "--jsn", "/dev/null")]
    [InlineData("--filter needs a value", "read", "/dev/null", "--filter")]
    [InlineData("one value a field", "read", "/dev/null", "--filter", "ip ttl=1..3")]
    [InlineData("give both", "read", "/dev/null", "--hash")]
    [InlineData("'icmp.echo' is near", "formats", "icmp.ecco")]
    [InlineData("a whole number is wanted", "send", "--count", "x", "icmp.echo")]
    [InlineData("no number of packets a second", "send", "--rate", "x", "icmp.echo")]
    [InlineData("a whole number is wanted", "capture", "-c", "x")]
    [InlineData("is no number of seconds for -w: 0 to 1000000000", "capture", "-w", "x")]
    [InlineData("a whole number is wanted", "ping", "127.0.0.1", "-c", "x")]
    [InlineData("takes no argument: 'x' is too many", "doctor", "x")]
    [InlineData("takes one ADDRESS and one TEXT: 'more' is too many", "echo", "call", "127.0.0.1:7", "hi", "more")]
    [InlineData("there is no folder '/no-such-folder'", "craft", "ip", "/", "udp", "--write", "/no-such-folder/x.pcap")]
    public void AWrongWordIsOneSentenceThatSaysWhatWouldBeRight(string right, params string[] arguments)
    {
        PeerResult result = Rawnet.Run(arguments);
        Refused(result);
        Assert.Contains(right, result.Errors, StringComparison.Ordinal);
    }

    // Under whichever of its names an option was meant.
    [Theory]
    [InlineData("ping 127.0.0.1 --tll 3", "'--ttl' is near")]
    [InlineData("ping 127.0.0.1 --conut 3", "'--count' is near")]
    [InlineData("capture --interfaec lo", "'--interface' is near")]
    [InlineData("igmp host -I lo --verison 3", "'--version' is near")]
    [InlineData("igmp send report -I lo --dedline 3", "there are ")]
    [InlineData("options set IP_TTL --1", "has no option '--1'")]
    [InlineData("capture -5", "has no option '-5'")]
    [InlineData("read --qiuet x", "there are ")]
    [InlineData("read -x x", "there are ")]
    public void AMistypedOptionIsTold(string line, string hint)
    {
        PeerResult result = Rawnet.Run(line.Split(' '));
        Refused(result);
        Assert.Contains(hint, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoCaptureSaysWhichFormatsAre()
    {
        PeerResult result = Rawnet.Run("read", "/etc/passwd");
        Refused(result);
        Assert.Contains("(pcap, pcapng)", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsWrongCannotSteerATerminal()
    {
        PeerResult result = Rawnet.Run("craft", "\u001b[31mred\u0007");
        Refused(result);
        Assert.DoesNotContain('\u001b', result.Errors);
        Assert.Contains(@"\x1b[31mred\x07", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatThisUserMayNotReadIsStatusThree()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to become another user");
        Assert.SkipWhen(Requirements.Programs("setpriv") is not null, Peer.Missing("setpriv"));
        using var file = new TemporaryFile(mode: UnixFileMode.UserRead);
        PeerResult result = Peer.Run("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Rawnet.Path, "read", file.Path]);
        Assert.SkipWhen(result.ExitCode is 126 or 127, "the command lies where other users may not run it");
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("rawnet: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TheVersionIsTheVersionAndNothingElse()
    {
        PeerResult result = Rawnet.Run("--version").Succeeded();
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?\n$", result.Text);
    }

    [Fact]
    public void HelpGoesToStandardOutputAndNamesTheCommand()
    {
        PeerResult result = Rawnet.Run("--help").Succeeded();
        Assert.Contains("rawnet [command]", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RawNet.Cli", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
        Assert.Contains("rawnet read <FILE>", Rawnet.Run("read", "--help").Succeeded().Text, StringComparison.Ordinal);
    }

    private static void Refused(PeerResult result)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Text);
        Assert.StartsWith("rawnet: ", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of rawnet", result.Errors, StringComparison.Ordinal);
    }
}
