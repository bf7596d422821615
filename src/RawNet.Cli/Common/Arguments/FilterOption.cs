using System.CommandLine;
using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--filter</c>: only packets that match an expression; an open field matches anything.
/// And <c>--bpf</c> beside it: both must hold.</summary>
internal sealed class FilterOption : IOptionGroup
{
    private readonly Option<string?> _option = new("--filter")
    {
        Description = "only packets that match the expression: 'icmp.echo ident=7', 'ip src=198.18.0.1 / ... / udp'; "
            + "a checksum or length that is wrong matches only where it is named: 'udp checksum=any'",
        HelpName = "EXPR",
        CompletionSources = { context => ExpressionOffers.AfterText(context.WordToComplete) },
    };

    private readonly BpfOption _bpf = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_option);
        command.Options.Add(_bpf);
    }

    /// <exception cref="UsageException">The expression stands for many packets.</exception>
    /// <exception cref="ExpressionException">The expression is wrong.</exception>
    /// <exception cref="NotPermittedException"><c>--bpf</c> without libpcap.</exception>
    public Filter Of(ParseResult parsed) => new(FieldsOf(parsed), _bpf.Of(parsed));

    private Expression? FieldsOf(ParseResult parsed)
    {
        if (parsed.GetValue(_option) is not { } text) return null;
        var expression = Expression.Parse(Registry.Kinds, text, ExpressionContext.Closed);
        return expression.Varies ? throw new UsageException($"a filter gives one value a field; '{text}' gives several") : expression;
    }
}

/// <summary>Says which packets are wanted: all, or those that match an expression and pass a tcpdump expression.</summary>
internal sealed class Filter(Expression? expression, Bpf? bpf = null)
{
    /// <summary>Whether the kernel may have to run a part of it.</summary>
    public bool HasBpf => bpf is not null;

    public bool Accepts(in CapturedPacket packet) =>
        (bpf is null || bpf.Accepts(packet))
        && (expression is null || expression.Matches(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength));

    /// <inheritdoc cref="Bpf.Check"/>
    public void Check(IEnumerable<string> files) => bpf?.Check(files);

    /// <inheritdoc cref="Bpf.Begin"/>
    public void Begin(CaptureReader reader) => bpf?.Begin(reader);

    /// <summary>The tcpdump expression for a source that runs it itself; <see cref="WithoutBpf"/> is left to ask here.</summary>
    public string? BpfExpression => bpf?.Expression;

    public Filter WithoutBpf => new(expression);

    /// <summary>What is left to ask here once the socket runs its part.</summary>
    /// <param name="socket">Lets nothing in so far, when <see cref="HasBpf"/>.</param>
    public Filter On(PacketSocket socket) => bpf is not null && bpf.Attach(socket) ? new(expression) : this;
}
