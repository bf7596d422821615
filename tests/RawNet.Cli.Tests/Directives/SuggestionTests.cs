using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Directives;

/// <summary><c>rawnet [suggest:N] LINE</c>, which shells ask at the tabulator.</summary>
public partial class SuggestionTests
{
    [Theory]
    [InlineData("rawnet ca", "capture")]
    [InlineData("ca", "capture")]
    [InlineData("/usr/bin/rawnet ca", "capture")]
    [InlineData("rawnet igmp ", "send join host querier monitor")]
    [InlineData("rawnet mld send ", "report leave query")]
    [InlineData("rawnet ping 127.0.0.1 --tt", "--ttl")]
    [InlineData("rawnet ping --hdrincl --json 127.0.0.1 --tt", "--ttl")]
    [InlineData("rawnet options get --js", "--json")]
    [InlineData("rawnet verify --against ", "packetdotnet tshark")]
    [InlineData("rawnet verify --against=t", "--against=tshark")]
    [InlineData("rawnet send --via ", "ip packet raw")]
    [InlineData("rawnet echo serve --type s", "seqpacket stream")]
    [InlineData("rawnet options get SO_RCVBUFF", "SO_RCVBUFFORCE")]
    [InlineData("rawnet options get --type raw IP_HDR", "IP_HDRINCL")]
    [InlineData("rawnet formats igmp.v3", "igmp.v3-query igmp.v3-report")]
    [InlineData("rawnet craft igmp.v3", "igmp.v3-query igmp.v3-report")]
    [InlineData("rawnet craft ip tt", "ttl=")]
    [InlineData("rawnet craft --hex ip dst=1.2.3.4 / icmp.echo s", "seq=")]
    [InlineData("rawnet craft ip / icmp.unreachable code=port", "code=port-unreachable")]
    [InlineData("rawnet craft ip ttl=3 ",
        "/ checksum= df= dsfield= dst= frag_offset= hdr_len= id= len= mf= option= proto= rb= src= ttl= version=")]
    [InlineData("rawnet read --filter 'icmp.echo id", "icmp.echo ident=")]
    [InlineData("rawnet read --filter \"igmp.v3-re", "igmp.v3-report")]
    [InlineData("rawnet send -- ip tt", "ttl=")]
    public void ItOffersHowTheLineCanGoOn(string line, string offers) =>
        Assert.Equal(offers.Split(' ').Order(StringComparer.Ordinal), Rejoined(Suggest(line).Lines).Order(StringComparer.Ordinal));

    // There the shell offers the names of files.
    [Theory]
    [InlineData("rawnet read ")]
    [InlineData("rawnet craft --write ")]
    [InlineData("rawnet ping ")]
    [InlineData("rawnet nosuch ")]
    [InlineData("rawnet options get --family nosuch SO_")]
    [InlineData("rawnet craft nosuch tt")]
    public void ItOffersNothingWhereItKnowsNothing(string line)
    {
        PeerResult result = Suggest(line);
        Assert.Equal(("", ""), (result.Text, result.Errors));
    }

    [Fact]
    public void AnEmptyLineOffersTheVerbsOfTheHelp()
    {
        string commands = Rawnet.Run("--help").Succeeded().Text.Split("Commands:\n")[1].Split("\n\n")[0];
        string[] verbs = [.. VerbOfHelp().Matches(commands).Select(match => match.Groups[1].Value)];
        Assert.Contains("capture", verbs);
        Assert.Equal(verbs, Suggest("rawnet ").Lines);
    }

    [Fact]
    public void InterfacesAreThoseOfTheKernel() =>
        Assert.Equal(Directory.EnumerateDirectories("/sys/class/net").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Suggest("rawnet capture -I ").Lines.Order(StringComparer.Ordinal));

    [Fact]
    public void TheCursorMayStandInsideTheLine()
    {
        Assert.Equal(["capture"], Rawnet.Run("[suggest:9]", "rawnet ca nothing").Succeeded().Lines);
        Assert.Empty(Rawnet.Run("[suggest:999]", "rawnet ca nothing").Succeeded().Lines);
    }

    [Theory]
    [InlineData("[suggest:x] rawnet")]
    [InlineData("[suggest]")]
    [InlineData("[completion:tcsh]")]
    [InlineData("[man:yesterday]")]
    [InlineData("[nosuch]")]
    public void WhatIsNoDirectiveIsNoVerb(string line)
    {
        PeerResult result = Rawnet.Run(line.Split(' '));
        Assert.Equal((2, ""), (result.ExitCode, result.Text));
        Assert.Contains("verb", result.Errors, StringComparison.Ordinal);
    }

    private static PeerResult Suggest(string line) => Rawnet.Run("[suggest]", line).Succeeded();

    // The rows split at blanks, of which offers of a filter have some.
    private static IEnumerable<string> Rejoined(IEnumerable<string> offers) => offers.SelectMany(offer => offer.Split(' '));

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex VerbOfHelp();
}
