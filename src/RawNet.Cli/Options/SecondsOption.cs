using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RawNet.Cli.Options;

/// <summary>An option that takes seconds, fractions allowed.</summary>
internal static class SecondsOption
{
    private const double Most = 1e9; // some 30 years: far from any overflow

    public static Option<TimeSpan?> Create(string name, string longName, string description) => new(name, longName)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = Read,
    };

    private static TimeSpan? Read(ArgumentResult given)
    {
        string text = given.Tokens[0].Value;
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds <= Most;
        if (isNumber) return TimeSpan.FromSeconds(seconds);
        given.AddError($"'{text}' is no number of seconds for {((OptionResult)given.Parent!).Option.Name}: 0 to 1000000000, as 1 or 0.2");
        return null;
    }
}
