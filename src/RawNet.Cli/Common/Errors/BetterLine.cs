using System.CommandLine;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Errors;

/// <summary>What a wrong command line was meant to be: as a whole line, ready to be entered, or as the option that was meant.</summary>
internal static class BetterLine
{
    private static readonly string[] _ofPcapFilter =
    [
        "arp", "dst", "ether", "gateway", "host", "icmp", "icmp6", "igmp", "ip", "ip6", "less",
        "greater", "net", "not", "port", "portrange", "proto", "src", "tcp", "udp", "vlan",
    ];

    /// <summary>Options stand behind their verb: <c>--netns x ping HOST</c> becomes <c>rawnet ping --netns x HOST</c>.
    /// Null where no verb of the line has the option.</summary>
    public static string? WithVerbFirst(ParseResult parsed, string option)
    {
        List<string> words = WordsOf(parsed), path = [];
        Command command = parsed.RootCommandResult.Command;
        while (NextVerb(command, words) is { } verb)
        {
            words.Remove(verb.Name);
            path.Add(verb.Name);
            command = verb;
        }
        bool isKnown = path.Count > 0 && CommandTree.OptionsOf(command).SelectMany(CommandTree.NamesOf).Contains(option);
        return isKnown ? LineOf([.. path, .. words]) : null;
    }

    /// <summary>The verbs of this name that stand deeper than the word does: <c>igmp query</c> becomes
    /// <c>rawnet igmp send query</c>.</summary>
    public static IEnumerable<string> WithVerbBelow(ParseResult parsed, string word)
    {
        List<string> words = WordsOf(parsed);
        foreach (string above in PathOf(parsed.CommandResult.Command)) words.Remove(above);
        words.Remove(word);
        return Below(parsed.CommandResult.Command).Where(verb => verb.Name == word).Select(verb => LineOf([.. PathOf(verb), .. words]));
    }

    /// <summary>What <c>help</c> and <c>version</c> as words were meant to be: options, help behind the verb that it is asked of.</summary>
    public static string? WithOptionForWord(ParseResult parsed, string word)
    {
        if (word == "version") return LineOf(["--version"]);
        if (word != "help") return null;
        List<string> words = WordsOf(parsed), path = [];
        Command command = parsed.RootCommandResult.Command;
        while (NextVerb(command, words) is { } verb) (command, path) = (verb, [.. path, verb.Name]);
        return LineOf([.. path, "--help"]);
    }

    /// <summary>What a word too many was meant to be, as the option that takes it: an interface's name, an expression that chooses packets.
    /// Null when it is neither.</summary>
    public static string? OptionFor(Command command, IReadOnlyList<string> words)
    {
        HashSet<string> names = [.. CommandTree.OptionsOf(command).SelectMany(CommandTree.NamesOf)];
        if (names.Contains("-I") && IsInterface(words[0])) return BehindInterfaceOption(words[0]);
        string expression = string.Join(' ', words);
        if (names.Contains("--filter") && IsExpression(expression))
            return $"an expression that chooses packets stands behind --filter: --filter {Quoted(expression)}";
        return names.Contains("--bpf") && IsOfPcapFilter(expression)
            ? $"tcpdump's expressions stand behind --bpf: --bpf {Quoted(expression)}"
            : null;
    }

    /// <summary>Whether an interface has this name, as far as this process sees.</summary>
    public static bool IsInterface(string word) => Link.All().Any(link => link.Name == word);

    /// <summary>Where an interface's name belongs.</summary>
    public static string BehindInterfaceOption(string name) => $"an interface stands behind -I: -I {Quoted(name)}";

    /// <summary>A word as a shell reads it back.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "@%_-+=:,./".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsExpression(string text)
    {
        try
        {
            Expression.Parse(Registry.Kinds, text, ExpressionContext.Closed);
            return true;
        }
        catch (ExpressionException)
        {
            return false;
        }
    }

    private static bool IsOfPcapFilter(string text) => _ofPcapFilter.Contains(text.TrimStart('(', '!', ' ').Split(' ', '[')[0]);

    private static List<string> WordsOf(ParseResult parsed) => [.. parsed.Tokens.Select(token => token.Value)];

    private static Command? NextVerb(Command command, List<string> words) =>
        words.Select(word => command.Subcommands.FirstOrDefault(verb => verb.Name == word)).FirstOrDefault(verb => verb is not null);

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(verb => Below(verb).Prepend(verb));

    private static string[] PathOf(Command command) => CommandTree.PathOf(command).Split(' ')[1..];

    private static string LineOf(IEnumerable<string> words) => $"rawnet {string.Join(' ', words.Select(Quoted))}";
}
