using System.CommandLine;
using System.CommandLine.Parsing;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Options;
using RawNet.Wire;

namespace RawNet.Cli;

/// <summary>What is wrong with a command line, as one sentence that says what would be right.</summary>
internal static class UsageError
{
    private const string Whole = "a whole number";

    /// <summary>Null when nothing is wrong.</summary>
    /// <param name="parsed">The line as the parser understands it.</param>
    /// <param name="arguments">The line as it is.</param>
    public static string? Of(ParseResult parsed, string[] arguments)
    {
        if ((SwitchWithValue(parsed, arguments) ?? UnknownLetter(parsed, arguments)) is { } sentence) return sentence;
        if (UnknownOption(parsed) is { } option)
            return BeforeTheVerb(parsed, option) ?? SayUnknownOption(parsed.CommandResult.Command, parsed, option);
        if (BesideItsVerb(parsed) is { } beside) return beside;
        if (parsed.Errors is not [var first, ..]) return null;
        return UnknownVerb(parsed) ?? OneTooMany(parsed) ?? first.SymbolResult switch
        {
            OptionResult given => BadValue(given) ?? first.Message,
            ArgumentResult { Tokens.Count: 0 } missing =>
                $"{CommandTree.PathOf(parsed.CommandResult.Command)} needs {missing.Argument.Name}: {missing.Argument.Description}",
            _ => first.Message,
        };
    }

    // The parser would take the value for a word of its own.
    private static string? SwitchWithValue(ParseResult parsed, string[] arguments)
    {
        HashSet<string> switches = SwitchesOf(parsed);
        return arguments.TakeWhile(word => word != "--").Select(word => word.Split('=', ':')[0]).Zip(arguments)
            .Where(pair => pair.First != pair.Second && switches.Contains(pair.First))
            .Select(pair => $"{pair.First} is a switch and takes no value: '{pair.Second}' says '{pair.First}' or leaves it out")
            .FirstOrDefault();
    }

    // Of letters behind one dash the parser takes for words what it does not know.
    private static string? UnknownLetter(ParseResult parsed, string[] arguments)
    {
        Command verb = parsed.CommandResult.Command;
        HashSet<string> switches = SwitchesOf(parsed), names = [.. CommandTree.OptionsOf(verb).SelectMany(CommandTree.NamesOf)];
        return arguments.TakeWhile(word => word != "--")
            .Where(word => word.Length > 2 && word[0] == '-' && !names.Contains(word) && switches.Contains(word[..2]))
            .Select(word => word[1..].Select(letter => $"-{letter}").SkipWhile(switches.Contains).FirstOrDefault())
            .Where(letter => letter is not null && !names.Contains(letter))
            .Select(letter => SayUnknownOption(verb, parsed, letter!))
            .FirstOrDefault();
    }

    private static HashSet<string> SwitchesOf(ParseResult parsed) =>
        [.. CommandTree.OptionsOf(parsed.CommandResult.Command).OfType<Option<bool>>().SelectMany(CommandTree.NamesOf)];

    // A verb with an argument and with verbs below it takes the one or the other.
    private static string? BesideItsVerb(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return parsed.CommandResult.Parent is CommandResult { Command: var above } outer && WordsOf(outer) is [var word, ..]
            ? $"{CommandTree.PathOf(above)} takes {above.Arguments[0].Name} or the verb '{command.Name}', not both: "
                + $"'{word.Value}' is too many"
            : null;
    }

    private static IEnumerable<Token> TakenBy(CommandResult verb) => verb.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens.Where(token => !(argument.Argument is ValueArgument && IsNegative(token.Value))));

    private static Token[] WordsOf(CommandResult verb) =>
        [.. verb.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)];

    // Behind words the parser takes an option that it does not know for one more word; what follows -- is meant so.
    private static string? UnknownOption(ParseResult parsed)
    {
        IEnumerable<Token> words = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash);
        IEnumerable<Token> taken = TakenBy(parsed.CommandResult)
            .Concat(parsed.CommandResult.Parent is CommandResult above ? TakenBy(above) : []);
        Token? word = words.FirstOrDefault(
            token => LooksLikeOption(token.Value) && taken.Contains(token, ReferenceEqualityComparer.Instance));
        return word?.Value ?? parsed.UnmatchedTokens.FirstOrDefault(LooksLikeOption);
    }

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static bool IsNegative(string word) => word.Length > 1 && char.IsAsciiDigit(word[1]);

    // The verb that would take it stands behind it, or is none.
    private static string? BeforeTheVerb(ParseResult parsed, string option)
    {
        if (BetterLine.WithVerbFirst(parsed, option.Split('=')[0]) is { } line) return $"options stand behind the verb: {line}";
        return parsed.UnmatchedTokens is [var word, ..] && !LooksLikeOption(word) ? UnknownVerb(parsed) : null;
    }

    private static string SayUnknownOption(Command command, ParseResult parsed, string option)
    {
        string name = option.Split('=')[0];
        Option[] options = [.. CommandTree.OptionsOf(command)];
        if (options.Length == 0) return $"{CommandTree.PathOf(command)} has no options, and so no '{name}'";
        IReadOnlyList<string> near = CommandTree.IsWord(name)
            ? Spelling.Near(options.SelectMany(CommandTree.NamesOf).Where(CommandTree.IsWord), name)
            : [];
        string hint = near is [var nearest, ..]
            ? $"'{nearest}' is near"
            : $"there are {string.Join(", ", options.Select(o => o.Name).Order(StringComparer.Ordinal))}";
        bool isText = command.Arguments.Count > 1
            && parsed.CommandResult.Children.OfType<ArgumentResult>().Any(argument => argument.Tokens.Any(token => token.Value == option));
        string asWord = isText ? $"; as a word it stands behind --: -- {BetterLine.Quoted(option)}" : "";
        return $"{CommandTree.PathOf(command)} has no option '{name}'; {hint}{asWord}";
    }

    private static string? UnknownVerb(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0) return null;
        string[] verbs = [.. command.Subcommands.Select(c => c.Name).Order(StringComparer.Ordinal)];
        string list = string.Join(", ", verbs);
        if (parsed.UnmatchedTokens is not [var word, ..]) return $"{CommandTree.PathOf(parsed.CommandResult.Command)} needs a verb: {list}";
        if (BetterLine.WithOptionForWord(parsed, word) is { } meant) return $"'{word}' is an option, no verb: {meant}";
        if (string.Join(" or ", BetterLine.WithVerbBelow(parsed, word)) is { Length: > 0 } below)
            return $"'{word}' stands behind another verb: {below}";
        return Spelling.Near(verbs, word) is [var nearest, ..]
            ? $"there is no verb '{word}'; '{nearest}' is near"
            : $"there is no verb '{word}'; there are {list}";
    }

    private static string? OneTooMany(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is not [var word, ..]) return null;
        if (BetterLine.WithOptionForWord(parsed, word) is { } line) return $"'{word}' is an option, no verb: {line}";
        string hint = BetterLine.OptionFor(command, parsed.UnmatchedTokens) is { } meant ? $"; {meant}" : "";
        return $"{CommandTree.PathOf(command)} takes {Taken(command)}: '{word}' is too many{hint}";
    }

    private static string Taken(Command command) =>
        command.Arguments.Count == 0 ? "no argument" : string.Join(" and ", command.Arguments.Select(a => $"one {a.Name}"));

    private static string? BadValue(OptionResult given)
    {
        if (given.Option.Arity.MinimumNumberOfValues > given.Tokens.Count)
            return $"{given.Option.Name} needs a value: {given.Option.Description}";
        if (given.Tokens is not [var value, ..] || Wanted(given.Option.ValueType) is not { } wanted) return null;
        return given.Errors.Any(e => e.Message.StartsWith("Cannot parse", StringComparison.Ordinal))
            ? Sentence(value.Value, given.Option, wanted)
            : null;
    }

    // Digits alone are a whole number; then it is its size that does not fit.
    private static string Sentence(string value, Option option, string wanted)
    {
        string digits = value.TrimStart('-');
        bool isWhole = wanted == Whole && digits.Length > 0 && digits.All(char.IsAsciiDigit);
        return isWhole
            ? $"'{value}' is too {(value[0] == '-' ? "little" : "much")} for {option.Name}"
            : $"'{value}' is no value of {option.Name}: {wanted} is wanted";
    }

    private static string? Wanted(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) return string.Join(", ", Enum.GetNames(plain).Select(n => n.ToLowerInvariant()));
        return Type.GetTypeCode(plain) switch
        {
            TypeCode.Boolean => "true or false",
            TypeCode.Double or TypeCode.Decimal or TypeCode.Single => "a number",
            >= TypeCode.SByte and <= TypeCode.UInt64 => Whole,
            _ => null,
        };
    }
}
