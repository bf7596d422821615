using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Directives;

/// <summary>The manual page: right for those who set it, and whole by what the help says.</summary>
public sealed partial class ManPageTests : IDisposable
{
    private readonly TemporaryFile _page = new(extension: ".1");

    public ManPageTests() => File.WriteAllText(_page.Path, Rawnet.Run("[man:2026-01-31]").Succeeded().Text);

    [Theory]
    [InlineData("groff -man -ww -Tutf8 -z")]
    [InlineData("mandoc -T lint -W warning")]
    [InlineData("man --warnings -l -Tutf8 -Z")]
    public void WhoSetsItHasNothingToSay(string line)
    {
        string[] words = line.Split(' ');
        Assert.SkipWhen(Requirements.Programs(words[0]) is not null, Peer.Missing(words[0]));
        PeerResult result = Peer.Run(words[0], [.. words[1..], _page.Path]).Succeeded();
        Assert.Empty(result.Errors);
        if (words[0] != "man") Assert.Empty(result.Text);
    }

    [Fact]
    public void TheIndexOfManualsFindsItsName()
    {
        Assert.SkipWhen(Requirements.Programs("lexgrog") is not null, Peer.Missing("lexgrog"));
        Assert.EndsWith(": \"rawnet - build, send, capture, read and verify packets\"\n",
            Peer.Run("lexgrog", [_page.Path]).Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void EachVerbHasItsSectionWithAllThatItsHelpSays()
    {
        Assert.SkipWhen(Requirements.Programs("groff") is not null, Peer.Missing("groff"));
        string[] sections = Section()
            .Split(Overstrike().Replace(Peer.Run("groff", ["-man", "-Tascii", "-P-c", "-rLL=500n", _page.Path]).Succeeded().Text, ""));
        TheoryData<string> verbs = HelpTests.Verbs;
        Assert.True(verbs.Count > 20, "there are many verbs");
        foreach (string verb in verbs.Select(row => row.Data))
        {
            string section = Assert.Single(sections, text => text.StartsWith($"rawnet {verb}\n", StringComparison.Ordinal));
            string help = Rawnet.Run([.. verb.Split(' '), "--help"]).Succeeded().Text;
            foreach (string option in OptionOfHelp().Matches(help).Select(match => match.Value.Trim())
                .Where(option => option != "-h, --help"))
                Assert.Contains($"{option} ", section.Replace('\n', ' '), StringComparison.Ordinal);
            foreach (string example in help[(help.IndexOf("Examples:", StringComparison.Ordinal) + 9)..].Trim().Split('\n'))
                Assert.Contains(example.Trim(), section, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ItSaysEachExitStatusAndItsDateAndVersion()
    {
        string text = File.ReadAllText(_page.Path);
        Assert.Contains($".TH RAWNET 1 2026-01-31 \"rawnet {Rawnet.Run("--version").Text.Trim()}\"", text, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "2", "3"],
            Status().Matches(text[text.IndexOf("EXIT STATUS", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value));
    }

    public void Dispose() => _page.Dispose();

    [GeneratedRegex(@"(?m)^   (?=rawnet)")]
    private static partial Regex Section();

    [GeneratedRegex(".\b")]
    private static partial Regex Overstrike();

    [GeneratedRegex(@"(?m)^  (-[\w-]+)(, -[\w-]+)*")]
    private static partial Regex OptionOfHelp();

    [GeneratedRegex(@"\\fB(\d)\\fR")]
    private static partial Regex Status();
}
