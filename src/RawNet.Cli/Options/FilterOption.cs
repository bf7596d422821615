using System.CommandLine;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Options;

/// <summary><c>--filter</c>: only packets that match an expression; an open field matches anything.</summary>
internal sealed class FilterOption
{
    private readonly Option<string?> _option = new("--filter")
    {
        Description = "only packets that match the expression: 'icmp.echo ident=7', 'ip src=198.18.0.1 / ... / udp'; a checksum or length that is wrong matches only where it is named: 'udp checksum=any'",
        HelpName = "EXPR",
        CompletionSources = { context => ExpressionOffers.AfterText(context.WordToComplete) },
    };

    public void AddTo(Command command) => command.Options.Add(_option);

    /// <exception cref="UsageException">The expression stands for many packets.</exception>
    /// <exception cref="ExpressionException">The expression is wrong.</exception>
    public Filter Of(ParseResult parsed)
    {
        if (parsed.GetValue(_option) is not { } text) return new(null);
        var expression = Expression.Parse(Registry.Kinds, text, ExpressionContext.Closed);
        if (expression.Varies) throw new UsageException($"a filter gives one value a field; '{text}' gives several");
        return new(expression);
    }
}

/// <summary>Says which packets are wanted.</summary>
internal sealed class Filter(Expression? expression)
{
    public bool Accepts(in CapturedPacket packet) => expression is null || expression.Matches(packet.LinkType, packet.Data, packet.DecodedLength);
}
