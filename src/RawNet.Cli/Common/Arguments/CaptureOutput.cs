using System.CommandLine;
using RawNet.Cli.Common.Packets;

namespace RawNet.Cli.Common.Arguments;

/// <summary>How captured packets are shown.</summary>
/// <param name="json">What <c>--json</c> gives.</param>
internal sealed class CaptureOutput(string json = "NDJSON, one object a packet (schema rawnet.packet/1)") : IOptionGroup
{
    private readonly JsonOption _json = new(json);
    private readonly QuietOption _quiet = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_quiet);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    public IPacketRenderer RendererOf(ParseResult parsed, Stream output) =>
        IsQuiet(parsed) ? new SummaryOnly(() => Whole(parsed, output)) : Whole(parsed, output);

    private IPacketRenderer Whole(ParseResult parsed, Stream output) =>
        IsJson(parsed) ? new PacketJson(output, "rawnet.capture/1", hash: false) : new PacketLines(output);
}
