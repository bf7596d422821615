using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Running;

namespace RawNet.Cli.Read;

/// <summary>How packets are shown: a line each unless one of these is given.</summary>
internal sealed class PacketFormOptions : IOptionGroup
{
    private readonly JsonOption _json = new("read", "one object a packet (its schema is rawnet.packet/1)");
    private readonly Option<bool> _expression = new("--as-expression")
    {
        Description = "the expression that builds the packet again bit for bit"
    };
    private readonly HexOption _hex = new();
    private readonly Option<bool> _detail = new("--detail") { Description = "every layer and field of each packet as a tree" };
    private readonly DiagramOption _diagram = new(", with the values in it");
    private readonly Option<bool> _hash = new("--hash")
    {
        Description = "with --json: the first 16 digits of the SHA-256 of the captured bytes"
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_detail, _diagram, _json, _expression, _hex, _hash]) command.Options.Add(option);
        command.Exclude(_detail, _diagram, _json, _expression, _hex);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_hash) && !result.GetValue(_json)) result.AddError("--hash adds a member to --json; give both");
        });
    }

    public IPacketRenderer RendererOf(ParseResult parsed, Invocation invocation) =>
        invocation.Json is { } lines ? new PacketJson(lines, parsed.GetValue(_hash))
        : parsed.GetValue(_expression) ? new PacketExpressions(invocation.Bytes)
        : parsed.GetValue(_hex) ? new PacketHex(invocation.Bytes)
        : parsed.GetValue(_detail) ? new PacketTrees(invocation.Bytes)
        : parsed.GetValue(_diagram) ? new PacketBoxes(invocation.Bytes)
        : new PacketLines(invocation.Bytes);

    /// <summary>For what is listed in place of packets, which has no other forms.</summary>
    public static IBlockRenderer BlockRendererOf(Invocation invocation) =>
        invocation.Json is { } lines ? new BlockJson(lines) : new BlockText(invocation.Bytes);
}
