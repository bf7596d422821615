using System.CommandLine;
using System.Text.Json;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Outputs;

/// <summary>With <c>--json</c> every run of every verb begins with <c>start</c> and ends with <c>summary</c>, whatever became of it;
/// a command line that is wrong says nothing on standard output. The verbs are found in the tree, not listed here.</summary>
public class EnvelopeTests
{
    /// <summary>A file or a namespace that is not there.</summary>
    private const string Nowhere = "/nowhere/at-all";

    public static TheoryData<string> Verbs { get; } =
    [
        .. HelpTests.Leaves(CommandLine.RootFor(null), "")
            .Where(verb => CommandTree.OptionsOf(HelpTests.Named(verb)).OfType<JsonOption>().Any())
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void WhatTheLineNamesAndIsNotThereStandsInTheSummary(string verb)
    {
        string[]? line = FailingLineOf(verb);
        if (line is null) return; // formats names nothing outside itself
        PeerResult run = Rawnet.Run([.. verb.Split(' '), .. line, "--json"]);
        Assert.True(run.ExitCode == ExitCode.BadInput, $"{run.ExitCode}: {run.Errors}");
        AssertEnvelope(run, HelpTests.Named(verb), ExitCode.BadInput);
        Assert.Contains("there is no", Error(run).GetProperty("text").GetString());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void AnUnknownOptionSaysNothingOnStandardOutput(string verb)
    {
        PeerResult run = Rawnet.Run([.. verb.Split(' '), "--json", "--no-such-option"]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Empty(run.Text);
        Assert.Contains("'--no-such-option'", run.Errors);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void ASwitchTakesNoValue(string verb)
    {
        PeerResult run = Rawnet.Run([.. verb.Split(' '), "--json=false"]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Empty(run.Text);
        Assert.Equal("rawnet: --json is a switch and takes no value: '--json=false' says '--json' or leaves it out\n", run.Errors);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void TheSchemaIsNamedAfterTheVerb(string verb)
    {
        string name = JsonOf(HelpTests.Named(verb)).Schema;
        string[] words = name.Split('.', '/')[1].Split('-');
        Assert.True(verb.Split(' ').Intersect(words).Any(), $"{verb} says {name}");
        if (verb.StartsWith("mld ", StringComparison.Ordinal)) Assert.DoesNotContain("igmp", name);
    }

    [Fact]
    public void WhatTheSystemRefusedIsTheErrorOfTheSummary()
    {
        PeerResult run = Rawnet.Run("echo", "call", "--json", "127.0.0.1:1", "x");
        AssertEnvelope(run, HelpTests.Named("echo call"), ExitCode.SaidNo);
        JsonElement error = Error(run);
        Assert.Equal("ECONNREFUSED", error.GetProperty("errno").GetString());
        Assert.Equal(111, error.GetProperty("number").GetInt32());
        Assert.Equal("connect(AF_INET)", error.GetProperty("operation").GetString());
        Assert.Equal("nobody listens there", error.GetProperty("fix").GetString());
    }

    [Fact]
    public void DamagedInputIsTheErrorOfTheSummary()
    {
        byte[] damaged = [.. File.ReadAllBytes(Rawnet.Captures().First(file => file.EndsWith(".pcap", StringComparison.Ordinal))), 1, 2];
        foreach (string verb in (string[])["read", "verify"])
        {
            PeerResult run = Rawnet.RunWith(damaged, verb, "--json", "-");
            AssertEnvelope(run, HelpTests.Named(verb), ExitCode.BadInput);
            Assert.StartsWith("-: ", Error(run).GetProperty("text").GetString());
        }
    }

    [Fact]
    public void AFullDiskIsTheErrorOfTheSummaryOnStandardError()
    {
        PeerResult run = Peer.Run("/bin/sh", ["-c", "exec \"$0\" doctor --json >/dev/full", Rawnet.Path]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        JsonElement summary = JsonDocument.Parse(run.Errors.Trim().Split('\n')[^1]).RootElement;
        Assert.Equal("summary", summary.GetProperty("event").GetString());
        Assert.Equal(ExitCode.BadInput, summary.GetProperty("exit").GetInt32());
        Assert.Contains("ENOSPC", summary.GetProperty("error").GetProperty("text").GetString());
    }

    [Fact]
    public void HelpIsNoRun()
    {
        PeerResult run = Rawnet.Run("ping", "--json", "--help");
        Assert.Equal(ExitCode.Good, run.ExitCode);
        Assert.DoesNotContain("\"event\"", run.Text);
    }

    [Fact]
    public void OfASingleOptionTheLastOneCounts()
    {
        PeerResult run = Rawnet.Run("ping", "-c", "1", "-i", "0.01", "-c", "2", "-q", "127.0.0.1");
        Assert.Contains("\n2 packets transmitted", run.Text);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("1,5")]
    [InlineData("-1")]
    public void ANumberIsNoOtherNumber(string text)
    {
        PeerResult run = Rawnet.Run("send", $"--rate={text}", "ip", "dst=127.0.0.1", "/", "icmp.echo");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith($"rawnet: '{text}' is no number of packets a second for --rate: 0 to 1000000000", run.Errors);
    }

    [Theory]
    [InlineData("rawnet: rawnet options get has no option '--nosuch'", "options", "--nosuch", "get", "IP_TTL")]
    [InlineData("rawnet: rawnet options get has no option '-q'", "options", "-q", "get", "IP_TTL")]
    [InlineData("rawnet: rawnet options takes NAME or the verb 'get', not both: 'nonsense'", "options", "nonsense", "get", "IP_TTL")]
    [InlineData("rawnet: rawnet verify has no option '-z'", "verify", "-qz", "FILE")]
    public void AWordThatNobodyTakesIsRefused(string sentence, params string[] line)
    {
        PeerResult run = Rawnet.Run(line);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith(sentence, run.Errors);
    }

    // Of a verb that works in a namespace, one that is not there; else a file.
    private static string[]? FailingLineOf(string verb)
    {
        Command command = HelpTests.Named(verb);
        if (CommandTree.OptionsOf(command).OfType<NamespaceOption>().Any()) return [.. ArgumentsOf(command), "--netns", "nowhere"];
        return verb switch
        {
            "read" or "verify" => [Nowhere],
            "craft" => ["--write", $"{Nowhere}/x.pcap", "ip", "dst=198.18.0.1"],
            "formats" => null,
            _ => throw new InvalidOperationException($"what '{verb}' is to name and not find is to be said in EnvelopeTests.cs"),
        };
    }

    private static string[] ArgumentsOf(Command command) =>
    [
        .. command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "x"),
        .. command.Options.Where(option => option.Required).SelectMany(option => (string[])[option.Name, "x"]),
    ];

    private static void AssertEnvelope(PeerResult run, Command verb, int exit)
    {
        JsonElement[] lines = [.. Lines(run)];
        Assert.Equal("start", lines[0].GetProperty("event").GetString());
        Assert.Equal(JsonOf(verb).Schema, lines[0].GetProperty("schema").GetString());
        Assert.Equal("summary", lines[^1].GetProperty("event").GetString());
        Assert.Single(lines, line => line.GetProperty("event").GetString() == "summary");
        Assert.Equal(exit, lines[^1].GetProperty("exit").GetInt32());
        Assert.Equal(exit, run.ExitCode);
    }

    private static JsonElement Error(PeerResult run) => Lines(run).Last().GetProperty("error");

    private static IEnumerable<JsonElement> Lines(PeerResult run) =>
        run.Lines.Select(line => JsonDocument.Parse(line).RootElement);

    private static JsonOption JsonOf(Command verb) => CommandTree.OptionsOf(verb).OfType<JsonOption>().Single();
}
