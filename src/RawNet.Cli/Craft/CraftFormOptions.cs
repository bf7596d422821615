using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Running;

namespace RawNet.Cli.Craft;

/// <summary>How built packets are shown: in full unless one of these is given.</summary>
internal sealed class CraftFormOptions : IOptionGroup
{
    private readonly HexOption _hex = new();
    private readonly JsonOption _json = new("craft", "one object a packet, as read shows it (its schema is rawnet.packet/1)");
    private readonly DiagramOption _diagram = new("; packets of the same layers are drawn once");

    private Option<bool>[] All => [_hex, _json, _diagram];

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
        command.Exclude(All);
    }

    /// <param name="file">Where the packets go; null nowhere.</param>
    /// <param name="parsed">What the person gave.</param>
    /// <param name="invocation">Where to.</param>
    /// <exception cref="UsageException">Two things for standard output.</exception>
    public ICraftRenderer RendererOf(ParseResult parsed, Invocation invocation, string? file)
    {
        if (file == "-" && Given(parsed) is { } form)
            throw new UsageException($"standard output takes the capture or what {form} shows, not both; --write FILE leaves room for it");
        if (parsed.GetValue(_diagram)) return new CraftBoxes(invocation.Bytes);
        if (invocation.Json is { } lines) return new AsRead(() => new PacketJson(lines, hash: false));
        if (parsed.GetValue(_hex)) return new AsRead(() => new PacketHex(invocation.Bytes));
        return file is not null ? new Silent() : new PacketDump(invocation.Bytes);
    }

    private string? Given(ParseResult parsed) => All.FirstOrDefault(parsed.GetValue)?.Name;
}
