using System.CommandLine;
using RawNet.Cli.Output;

namespace RawNet.Cli.Options;

/// <summary>How built packets are shown: in full unless one of these is given.</summary>
internal sealed class CraftFormOptions
{
    private readonly Option<bool> _hex = new("--hex") { Description = "only the bytes, one line a packet" };
    private readonly Option<bool> _json = new("--json") { Description = "NDJSON as read shows packets (schema rawnet.packet/1)" };
    private readonly Option<bool> _diagram = new("--diagram") { Description = "the box of each layer as its RFC draws it, without building anything" };

    public void AddTo(Command command)
    {
        Option<bool>[] all = [_hex, _json, _diagram];
        foreach (Option option in all) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            Option<bool>[] given = [.. all.Where(result.GetValue)];
            if (given.Length > 1) result.AddError($"{given[0].Name} and {given[1].Name} exclude each other; one of them is wanted");
        });
    }

    public bool IsDiagram(ParseResult parsed) => parsed.GetValue(_diagram);

    public ICraftRenderer RendererOf(ParseResult parsed, Invocation invocation, bool isWritten)
    {
        if (parsed.GetValue(_json)) return new AsRead(() => new PacketJson(invocation.Bytes, "rawnet.craft/1", hash: false));
        if (parsed.GetValue(_hex)) return new AsRead(() => new PacketHex(invocation.Bytes));
        return isWritten ? new Silent() : new PacketDump(invocation.Bytes);
    }
}
