using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RawNet.Cli.Common.Errors;

namespace RawNet.Cli.Common.Arguments;

/// <summary>An option that takes seconds, fractions allowed.</summary>
internal class SecondsOption : Option<TimeSpan?>
{
    private const double Most = 1e9; // some 30 years: far from any overflow

    public SecondsOption(string name, string longName, string description) : base(name, longName) =>
        (Description, HelpName, CustomParser) = (description, "SECONDS", Read);

    /// <summary><c>-w</c>: when the verb ends at the latest.</summary>
    public static SecondsOption Deadline(string description) => new("-w", "--deadline", description);

    /// <summary><c>-W</c>: how long an answer is waited for.</summary>
    public static SecondsOption Timeout(string description) => new("-W", "--timeout", description);

    /// <summary>False when the text is no number that a time may be.</summary>
    public static bool TryRead(string text, out TimeSpan time)
    {
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds <= Most;
        time = TimeSpan.FromSeconds(isNumber ? seconds : 0);
        return isNumber;
    }

    /// <summary>What is said of such a text.</summary>
    public static string Wrong(string text, string option) =>
        $"'{text}' is no number of seconds for {option}: 0 to 1000000000, as 1 or 0.2";

    private static TimeSpan? Read(ArgumentResult given)
    {
        string text = given.Tokens[^1].Value;
        if (TryRead(text, out TimeSpan time)) return time;
        var option = (OptionResult)given.Parent!;
        given.AddError(Wrong(text, option.Option.Name) + Meant(text, option));
        return null;
    }

    // -i is an interface and -w a file elsewhere, as in tcpdump; a wrong number is neither.
    private static string Meant(string text, OptionResult given)
    {
        if (given.Parent is not CommandResult verb || !text.Any(char.IsAsciiLetter)) return "";
        HashSet<string> names = [.. CommandTree.OptionsOf(verb.Command).SelectMany(CommandTree.NamesOf)];
        return given.Option.Name switch
        {
            "-i" when names.Contains("-I") => $"; {BetterLine.BehindInterfaceOption(text)}",
            "-w" when names.Contains("--write") => $"; a file to write stands behind --write: --write {BetterLine.Quoted(text)}",
            _ => "",
        };
    }
}
