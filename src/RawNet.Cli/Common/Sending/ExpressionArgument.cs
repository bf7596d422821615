using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Signals;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>One expression of many.</summary>
/// <param name="Number">The line of standard input, from 1; 0 when it was given as arguments.</param>
/// <param name="Expression">Null when the line is none.</param>
/// <param name="Fault">Why it is none, in one sentence.</param>
internal sealed record ExpressionLine(int Number, Expression? Expression, string? Fault);

/// <summary>The packet expression of a verb: its words as the shell split them, or one expression a line from stdin.</summary>
internal sealed class ExpressionArgument : Argument<string[]>
{
    public ExpressionArgument() : base("EXPR")
    {
        Description = "layers separated by ' / ', each a name and field=value: ip dst=198.18.0.2 ttl=3 / icmp.echo seq=1 / data text:hello";
        Arity = ArgumentArity.ZeroOrMore;
        HelpName = "EXPR"; // help lists what completes where no name is given
        CompletionSources.Add(
            context => ExpressionOffers.After([.. context.ParseResult.GetResult(this)?.Tokens.Select(token => token.Value) ?? []]));
    }

    /// <summary>What expressions may ask of the world: files by name, chance.</summary>
    public static ExpressionContext Context { get; } = new() { ReadFile = InputFile.BytesOf, Random = Draw };

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(this) is { Length: > 0 };

    /// <summary>The expression given as arguments.</summary>
    public Expression Of(ParseResult parsed) => Read(parsed.GetValue(this) ?? []);

    /// <summary>The expression given as arguments, with a word in its place that an option did not take after all.</summary>
    public Expression Of(ParseResult parsed, Token? besides)
    {
        IEnumerable<Token> own = parsed.GetResult(this)?.Tokens ?? [];
        var words = new HashSet<Token>(besides is null ? own : own.Append(besides), ReferenceEqualityComparer.Instance);
        return Read(parsed.Tokens.Where(words.Contains).Select(t => t.Value));
    }

    /// <summary>The expression given as arguments, or one a line from stdin; a line that is none has its fault instead.</summary>
    /// <param name="parsed">What the person gave.</param>
    /// <param name="stop">Ends standard input.</param>
    /// <param name="beforeWait">Called before standard input is waited for.</param>
    /// <exception cref="ExpressionException">The expression given as arguments is none.</exception>
    /// <exception cref="UsageException">Standard input is closed.</exception>
    public IEnumerable<ExpressionLine> LinesOf(ParseResult parsed, StopSignal stop, Action beforeWait)
    {
        if (IsGiven(parsed)) return [new(0, Of(parsed), null)];
        return Lines(InputFile.OpenStandardInput(stop, beforeWait)).Select((line, index) => ReadLine(line, index + 1));
    }

    public static Expression Read(params IEnumerable<string> words) => Expression.Parse(Registry.Kinds, words, Context);

    // Each byte as one character first, so that none is lost. What a stopped person left of a line is none.
    private static IEnumerable<string> Lines(InputStream input)
    {
        using var reader = new StreamReader(input, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        while (reader.ReadLine() is { } line && !input.WasStopped) yield return NativeText.Of(Encoding.Latin1.GetBytes(line));
    }

    private static ExpressionLine ReadLine(string line, int number)
    {
        try
        {
            return new(number, Read(line), null);
        }
        catch (Exception fault) when (fault is ExpressionException or UsageException or BadInputException)
        {
            return new(number, null, fault.Message);
        }
    }

    private static ulong Draw(ulong below) => KernelRandom.Number() % below;
}
