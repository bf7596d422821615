using System.CommandLine;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Tests.Recorded;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>What help says is true: each verb has examples, and its examples are command lines of it.</summary>
public class HelpTests
{
    public static TheoryData<string> Verbs { get; } = [.. Leaves(CommandLine.RootFor(null), "")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void TheExamplesOfAVerbAreLinesOfIt(string verb)
    {
        IReadOnlyList<string> examples = Verb.ExamplesOf(Named(verb));
        Assert.True(examples.Count > 0, $"the command of '{verb}' is to be a Verb with examples, in its Create()");
        foreach (string line in examples)
        {
            string own = line.Split(" | ").Single(part => part.StartsWith($"rawnet {verb}", StringComparison.Ordinal));
            string[] words = [.. Words(own).Skip(1)];
            string? wrong = UsageError.Of(CommandLine.RootFor(null).Parse(words, CommandTree.Rules), words);
            Assert.True(wrong is null, $"{line}: {wrong}");
        }
    }

    /// <summary>Else nothing that it says would be held against what it said before.</summary>
    [Theory]
    [MemberData(nameof(Verbs))]
    public void LinesOfAVerbAreOnRecord(string verb) => Assert.True(
        RecordedLine.All.Any(line => line.Command.Contains($"rawnet {verb} ", StringComparison.Ordinal)
            || line.Command.EndsWith($"rawnet {verb}", StringComparison.Ordinal)),
        $"there is no line of '{verb}' in tests/RawNet.Cli.Tests/Recorded/lines.txt");

    // They are built; what they match or send is tried where that is tested.
    [Fact]
    public void TheExamplesOfCraftBuild()
    {
        foreach (string line in Verb.ExamplesOf(Named("craft")).Concat(Verb.ExamplesOf(CommandLine.RootFor(null)))
            .Where(line => line.StartsWith("rawnet craft ip", StringComparison.Ordinal)))
            Assert.NotEmpty(Rawnet.Run([.. Words(line).Skip(1)]).Succeeded().Text);
    }

    [Fact]
    public void HelpEndsWithTheExamplesAndTakesNoArgumentOfTheVerbAbove()
    {
        PeerResult help = Rawnet.Run("options", "get", "--help").Succeeded();
        Assert.Contains("rawnet options get <NAME> [options]", help.Text, StringComparison.Ordinal);
        Assert.Equal(["Examples:", "  rawnet options get IP_TTL"], help.Lines.TakeLast(2));
    }

    // Examples are lines to be typed and are not broken.
    [Theory]
    [MemberData(nameof(Verbs))]
    public void HelpThatNoTerminalShowsIs80ColumnsWide(string verb)
    {
        string[] lines = [.. Rawnet.Run([.. verb.Split(' '), "--help"]).Succeeded().Lines.TakeWhile(line => line != "Examples:")];
        Assert.InRange(lines.Max(line => line.Length), 40, 80);
    }

    [Fact]
    public void HelpInATerminalIsAsWideAsIt()
    {
        Assert.SkipWhen(Requirements.Programs("script", "stty") is not null, Peer.Missing("script"));
        PeerResult help = Peer.Run("script", ["-qec", $"stty cols 120; '{Rawnet.Path}' capture --help", "/dev/null"]).Succeeded();
        string[] lines = [.. help.Lines.Select(line => line.TrimEnd('\r')).TakeWhile(line => line != "Examples:")];
        Assert.InRange(lines.Max(line => line.Length), 100, 120);
    }

    internal static IEnumerable<string> Leaves(Command command, string path)
    {
        if (command.Action is not null && path.Length > 0) yield return path;
        foreach (string leaf in command.Subcommands.SelectMany(c => Leaves(c, path.Length == 0 ? c.Name : $"{path} {c.Name}")))
            yield return leaf;
    }

    internal static Command Named(string verb) => verb.Split(' ').Aggregate(
        (Command)CommandLine.RootFor(null), (above, name) => above.Subcommands.Single(command => command.Name == name));

    // As a shell splits them: only single quotes occur.
    private static IEnumerable<string> Words(string line) =>
        line.Split('\'').SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
