using System.CommandLine;
using System.Globalization;

namespace RawNet.Cli.Options;

/// <summary><c>--wait [SECONDS]</c>: the value may be left out, also when an expression follows.</summary>
internal sealed class WaitOption
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);
    private readonly Option<TimeSpan?> _option;

    public WaitOption() => _option = new("--wait")
    {
        Description = "show what answers, until so many seconds after the last packet (1)",
        HelpName = "SECONDS",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            if (result.Tokens is not [var token]) return Usual;
            if (TryRead(token.Value, out TimeSpan time)) return time;
            result.OnlyTake(0);
            return Usual;
        },
    };

    public void AddTo(Command command) => command.Options.Add(_option);

    /// <summary>Null when the option is not given.</summary>
    public TimeSpan? Of(ParseResult parsed) => parsed.GetResult(_option) is null ? null : parsed.GetValue(_option) ?? Usual;

    private static bool TryRead(string text, out TimeSpan time)
    {
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds <= int.MaxValue / 1000;
        time = TimeSpan.FromSeconds(isNumber ? seconds : 0);
        return isNumber;
    }
}
