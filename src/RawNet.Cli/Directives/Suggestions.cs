using System.CommandLine;
using System.CommandLine.Parsing;

namespace RawNet.Cli.Directives;

/// <summary>How a begun line can go on. Where nothing is offered, a shell offers the names of files.</summary>
internal static class Suggestions
{
    /// <param name="line">As typed, up to the cursor.</param>
    /// <returns>Whole words that begin with the word at the cursor, in the order in which they are best shown.</returns>
    public static IEnumerable<string> For(string line)
    {
        BegunLine begun = BegunLine.Read(line);
        Command root = CommandLine.Root(Verbs.Asked([.. begun.Whole]));
        Command verb = root.Parse(begun.Whole, CommandLine.Rules).CommandResult.Command;
        ParseResult parsed = root.Parse([.. begun.Whole, begun.Begun], CommandLine.Rules);
        return Offers(verb, begun, parsed).Where(offer => offer.StartsWith(begun.Begun, StringComparison.Ordinal)).Distinct();
    }

    private static IEnumerable<string> Offers(Command verb, BegunLine begun, ParseResult parsed)
    {
        if (begun.Whole.Contains("--")) return ValuesOf(ArgumentAtTheEnd(parsed), parsed);
        if (begun.Whole is [.., var last] && OptionNamed(verb, last) is { Arity.MinimumNumberOfValues: > 0 } option) return ValuesOf(option, parsed);
        if (begun.Begun is ['-', ..]) return BehindADash(verb, begun.Begun, parsed);
        if (!begun.Whole.Any() || verb.Subcommands.Count > 0) return verb.Subcommands.Select(below => below.Name).Concat(ValuesOf(ArgumentAtTheEnd(parsed), parsed));
        return ArgumentAtTheEnd(parsed) is { } argument ? ValuesOf(argument, parsed) : OptionNames(verb);
    }

    private static IEnumerable<string> BehindADash(Command verb, string begun, ParseResult parsed)
    {
        if (begun.IndexOf('=', StringComparison.Ordinal) is not (>= 0 and var equals)) return OptionNames(verb);
        string name = begun[..equals];
        return ValuesOf(OptionNamed(verb, name), parsed).Select(value => $"{name}={value}");
    }

    private static IEnumerable<string> OptionNames(Command verb) => CommandTree.OptionsOf(verb).SelectMany(CommandTree.NamesOf);

    private static Option? OptionNamed(Command verb, string name) => CommandTree.OptionsOf(verb).FirstOrDefault(option => CommandTree.NamesOf(option).Contains(name));

    // The argument that takes the word at the cursor, which is the last that was parsed.
    private static Argument? ArgumentAtTheEnd(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().FirstOrDefault(result => result.Tokens.Contains(parsed.Tokens[^1], ReferenceEqualityComparer.Instance))?.Argument;

    private static IEnumerable<string> ValuesOf(Symbol? symbol, ParseResult parsed)
    {
        try
        {
            IEnumerable<string> values = symbol?.GetCompletions(parsed.GetCompletionContext()).Select(item => item.Label) ?? [];
            // Of an enumeration the parser offers the names in the source, too.
            return [.. symbol is Option option && IsEnumeration(option.ValueType) ? values.Where(value => !value.Any(char.IsUpper)) : values];
        }
        catch (UsageException)
        {
            return []; // the line so far is wrong, which is said when it is entered
        }
    }

    private static bool IsEnumeration(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;
}
