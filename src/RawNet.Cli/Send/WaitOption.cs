using System.CommandLine;
using System.CommandLine.Parsing;
using RawNet.Cli.Common.Arguments;

namespace RawNet.Cli.Send;

/// <summary><c>--wait [SECONDS]</c>: the value may be left out, also when an expression follows.</summary>
internal sealed class WaitOption : Option<string?>
{
    private static readonly TimeSpan _usual = TimeSpan.FromSeconds(1);
    public WaitOption() : base("--wait")
    {
        Description = "show what answers, until so many seconds after the last packet; 1 when no number follows";
        HelpName = "SECONDS";
        Arity = ArgumentArity.ZeroOrOne;
        Validators.Add(given =>
        {
            if (given.Tokens is [.., { Value: var text }] && IsMeantAsTime(text) && !SecondsOption.TryRead(text, out _))
                given.AddError(SecondsOption.Wrong(text, Name));
        });
    }

    /// <summary>Null when the option is not given.</summary>
    public TimeSpan? Of(ParseResult parsed) => parsed.GetResult(this) is not { } given ? null
        : given.Tokens is [.., var value] && SecondsOption.TryRead(value.Value, out TimeSpan time) ? time
        : _usual;

    /// <summary>The word that the parser took for the value though it is no number: it belongs to what stands around it.
    /// Null when there is none.</summary>
    public Token? NotTaken(ParseResult parsed) =>
        parsed.GetResult(this) is { Tokens: [.., var value] } && !SecondsOption.TryRead(value.Value, out _) ? value : null;

    // No layer is empty or begins like a number.
    private static bool IsMeantAsTime(string text) => text.Length == 0 || text[0] is '-' or '+' or '.' || char.IsAsciiDigit(text[0]);
}
