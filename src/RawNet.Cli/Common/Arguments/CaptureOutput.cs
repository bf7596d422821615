using System.CommandLine;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Running;

namespace RawNet.Cli.Common.Arguments;

/// <summary>How captured packets are shown.</summary>
/// <param name="verb">Whose.</param>
/// <param name="json">What <c>--json</c> gives.</param>
internal sealed class CaptureOutput(string verb, string json) : IOptionGroup
{
    private readonly JsonOption _json = new(verb, json);
    private readonly QuietOption _quiet = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_quiet);
    }

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    public IPacketRenderer RendererOf(ParseResult parsed, Invocation invocation) =>
        IsQuiet(parsed) ? new SummaryOnly(() => Whole(invocation)) : Whole(invocation);

    private static IPacketRenderer Whole(Invocation invocation) =>
        invocation.Json is { } lines ? new PacketJson(lines, hash: false) : new PacketLines(invocation.Bytes);
}
