using System.CommandLine;
using System.CommandLine.Parsing;
using RawNet.Cli.Common.Errors;

namespace RawNet.Cli.Help;

/// <summary>How a begun line can go on. Where nothing is offered, a shell offers the names of files.</summary>
internal static class Suggestions
{
    /// <param name="line">As typed, up to the cursor.</param>
    /// <param name="rootFor">The command with the verb that a line asks for.</param>
    /// <returns>Whole words that begin with the word at the cursor, in the order in which they are best shown.</returns>
    public static IEnumerable<string> For(string line, Func<string[]?, Command> rootFor)
    {
        BegunLine begun = BegunLine.Read(line);
        Command root = rootFor([.. begun.Whole]);
        ParseResult before = root.Parse(begun.Whole, CommandTree.Rules);
        ParseResult parsed = root.Parse([.. begun.Whole, begun.Begun], CommandTree.Rules);
        return Offers(before, begun, parsed).Where(offer => offer.StartsWith(begun.Begun, StringComparison.Ordinal)).Distinct();
    }

    private static IEnumerable<string> Offers(ParseResult before, BegunLine begun, ParseResult parsed)
    {
        Command verb = before.CommandResult.Command;
        if (begun.Whole.Contains("--")) return ValuesOf(ArgumentAtTheEnd(parsed), parsed);
        if (begun.Whole is [.., var last] && OptionNamed(verb, last) is { Arity.MinimumNumberOfValues: > 0 } option)
            return ValuesOf(option, parsed);
        if (begun.Begun is ['-', ..]) return BehindADash(verb, begun.Begun, parsed);
        if (before.UnmatchedTokens.Count > 0) return [];
        IEnumerable<string> below = HasOperands(before) ? [] : verb.Subcommands.Select(command => command.Name);
        if (ArgumentAtTheEnd(parsed) is { } argument) return below.Concat(ValuesOf(argument, parsed));
        return verb.Subcommands.Count > 0 ? below : OptionNames(verb);
    }

    // A verb of a verb stands before what the upper one would take.
    private static bool HasOperands(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().Any(result => result.Tokens.Count > 0);

    private static IEnumerable<string> BehindADash(Command verb, string begun, ParseResult parsed)
    {
        if (begun.IndexOf('=', StringComparison.Ordinal) is not (>= 0 and var equals)) return OptionNames(verb);
        string name = begun[..equals];
        return ValuesOf(OptionNamed(verb, name), parsed).Select(value => $"{name}={value}");
    }

    private static IEnumerable<string> OptionNames(Command verb) => CommandTree.OptionsOf(verb).SelectMany(CommandTree.NamesOf);

    private static Option? OptionNamed(Command verb, string name) =>
        CommandTree.OptionsOf(verb).FirstOrDefault(option => CommandTree.NamesOf(option).Contains(name));

    // The argument that takes the word at the cursor, which is the last that was parsed.
    private static Argument? ArgumentAtTheEnd(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>()
            .FirstOrDefault(result => result.Tokens.Contains(parsed.Tokens[^1], ReferenceEqualityComparer.Instance))?.Argument;

    private static IEnumerable<string> ValuesOf(Symbol? symbol, ParseResult parsed)
    {
        try
        {
            IEnumerable<string> values = symbol?.GetCompletions(parsed.GetCompletionContext()).Select(item => item.Label) ?? [];
            // An enumeration's values have the names of the source, which the parser takes in lower case too.
            return [.. symbol is Option option && IsEnumeration(option.ValueType)
                ? values.Select(value => value.ToLowerInvariant())
                : values];
        }
        catch (Exception wrong) when (wrong is UsageException or BadInputException)
        {
            return []; // the line so far is wrong, which is said when it is entered
        }
    }

    private static bool IsEnumeration(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;
}
