using System.Text.Json;
using RawNet.Cli.Tests.Ping;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Terminals;

/// <summary>What terminals get: narrow ones, dumb ones, and those that a shell shares with its jobs.
/// A program in Python owns the terminal and is the judge.</summary>
public sealed class TerminalTests
{
    private static readonly string[] _monitor = ["igmp", "monitor", "-I", "lo"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(39)]
    public void HelpEndsOnTheNarrowestTerminalWithEveryLetter(int columns)
    {
        Seen seen = On(columns, "xterm", "plain", "ping", "--help");

        Assert.Equal(0, seen.Status);
        Assert.Equal(Letters(Rawnet.Run("ping", "--help").Succeeded().Text), Letters(seen.Output));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(80)]
    public void TheLiveTableStandsOnceAndItsSummaryToo(int columns)
    {
        Seen seen = On(columns, "xterm", "interrupt", _monitor);

        Assert.Equal(0, seen.Status);
        if (columns < 40) return; // words are broken there
        Assert.Single(seen.Screen, line => line.StartsWith(columns < 80 ? "  GR" : "  GROUP", StringComparison.Ordinal));
        Assert.Single(seen.Screen, line => line.StartsWith("0 memberships;", StringComparison.Ordinal));
        Assert.DoesNotContain(seen.Screen, line => line.Contains("Ctrl-C ends", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dumb")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("unknown")]
    public void ATerminalThatCannotBeDrawnOverGetsLines(string term)
    {
        Seen seen = On(80, term, "interrupt", _monitor);

        Assert.Equal(0, seen.Status);
        Assert.DoesNotContain('\e', seen.Output);
        Assert.Single(seen.Screen, line => line.Contains("GROUP  MEMBER", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatAShellStoppedIsNotDrawnOverIt()
    {
        Seen seen = On(80, "xterm", "jobs", _monitor);

        Assert.Equal(0, seen.Status);
        Assert.Empty(seen.Background);
        Assert.Contains("GROUP", seen.Foreground, StringComparison.Ordinal);
        // Where it goes on, what the shell wrote stands above it.
        Assert.StartsWith("\r\e[J", seen.Foreground, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[?25l", seen.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ping -c 1 127.0.0.1")]
    [InlineData("ping -v -c 1 127.0.0.1")]
    [InlineData("ping --help")]
    [InlineData("craft icmp.echo")]
    [InlineData("doctor")]
    [InlineData("formats")]
    [InlineData("capture -I lo -w 0.1")]
    [InlineData("igmp monitor -I lo -w 0.3")]
    [InlineData("igmp monitor -I lo -w 0.3 --on-join true")]
    [InlineData("igmp join -I lo -w 0.1 239.67.8.8")]
    [InlineData("echo call --type dgram 127.0.0.1:9 x")]
    public void NothingSwitchesTheTerminalsModes(string line)
    {
        Seen seen = On(80, "xterm", "plain", line.Split(' '));

        Assert.NotNull(seen.Status);
        // DECCKM, DECKPAM and the hidden cursor (xterm, ctlseqs).
        Assert.All(["\e[?1h", "\e=", "\e[?25l"], mode => Assert.DoesNotContain(mode, seen.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("craft --hex")]
    [InlineData("read -")]
    public void ReadingFromTheTerminalSwitchesNothing(string line)
    {
        Seen seen = On(80, "xterm", "interrupt", line.Split(' '));

        Assert.NotNull(seen.Status);
        Assert.DoesNotContain('\e', seen.Output);
    }

    // Columns stand beside one another in another order of words at each width.
    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)).Order());

    private static Seen On(int columns, string term, string mode, params string[] words)
    {
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("python3"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        string columnsText = columns.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // A host of its own: on the machine's own lo, what other tests join would stand in the table.
        using Host host = OneHost.Create();
        PeerResult run = Peer.Run("ip",
            ["netns", "exec", host.Name, "python3", Rawnet.File("tests", "RawNet.Cli.Tests", "Terminals", "terminal.py"),
                columnsText, term, mode, Rawnet.Path, .. words],
            input: null, Patience.Seconds(60)).Succeeded();
        JsonElement seen = run.Events()[0];
        return new(seen.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : null,
            seen.Text("output"), seen.Text("background"), seen.Text("foreground"),
            [.. seen.GetProperty("screen").EnumerateArray().Select(line => line.GetString()!)]);
    }

    private sealed record Seen(int? Status, string Output, string Background, string Foreground, string[] Screen);
}
