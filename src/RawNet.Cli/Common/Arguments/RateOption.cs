using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RawNet.Cli.Common.Arguments;

/// <summary>How many a second, fractions allowed: 10 unless said, and 0 sets no limit.</summary>
internal sealed class RateOption : Option<double>
{
    private const double Usual = 10, Most = 1e9;

    /// <param name="name">With its dashes.</param>
    /// <param name="what">What is counted: packets.</param>
    /// <param name="unlimited">What 0 means.</param>
    public RateOption(string name, string what, string unlimited) : base(name)
    {
        Description = $"{what} a second; 0 {unlimited}";
        HelpName = "N";
        DefaultValueFactory = _ => Usual;
        CustomParser = given => Read(given, $"no number of {what} a second for {name}: 0 to {Most:0}, as 10 or 0.5; 0 {unlimited}");
    }

    /// <summary><c>--rate N</c> of the verbs that send.</summary>
    /// <param name="what">What is sent: packets.</param>
    public static RateOption OfSending(string what) => new("--rate", what, "as fast as the kernel takes them");

    private static double Read(ArgumentResult given, string wrong)
    {
        string text = given.Tokens[^1].Value;
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double rate);
        if (isNumber && rate <= Most) return rate;
        given.AddError($"'{text}' is {wrong}");
        return Usual;
    }
}
