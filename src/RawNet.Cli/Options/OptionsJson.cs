using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Sockets;

namespace RawNet.Cli.Options;

/// <summary>Socket options as NDJSON, schema rawnet.options/1.</summary>
internal static class OptionsJson
{
    public static void WriteList(JsonLines lines, SocketKind kind, IReadOnlyList<LiveOption> options)
    {
        Start(lines, kind);
        foreach (LiveOption live in options) WriteOption(lines, live);
        lines.Summarize(summary =>
        {
            summary.WriteNumber("options"u8, options.Count);
            summary.WriteNumber("refused"u8, options.Count(o => o.Refusal is not null));
        });
    }

    public static void WriteSet(JsonLines lines, SocketKind kind, LiveOption before, string asked, LiveOption after)
    {
        Start(lines, kind);
        Utf8JsonWriter writer = lines.Begin("set"u8);
        writer.WriteString("name"u8, before.Option.Name);
        if (before.Value is { } old) writer.WriteForeign("before"u8, old);
        writer.WriteForeign("asked"u8, asked);
        if (after.Value is { } now) writer.WriteForeign("value"u8, now);
        writer.WriteString("effect"u8, before.Option.Facts.Effect);
        lines.End();
        lines.Summarize(writer => writer.WriteNumber("options"u8, 1));
    }

    private static void Start(JsonLines lines, SocketKind kind)
    {
        Utf8JsonWriter start = lines.BeginStart();
        start.WriteNumber("family"u8, kind.Family.Number);
        start.WriteString("type"u8, kind.TypeName);
        start.WriteNumber("protocol"u8, kind.Protocol);
        lines.End();
    }

    private static void WriteOption(JsonLines lines, LiveOption live)
    {
        SocketOption option = live.Option;
        Utf8JsonWriter writer = lines.Begin("option"u8);
        writer.WriteString("name"u8, option.Name);
        writer.WriteString("level"u8, option.DeclaredOn.Name);
        writer.WriteNumber("level_number"u8, option.Level);
        writer.WriteNumber("number"u8, option.Number);
        writer.WriteString("type"u8, option.Shape);
        if (live.Value is { } value) writer.WriteForeign("value"u8, value);
        if (live.Refusal is { } errno) writer.WriteString("errno"u8, errno);
        if (option.Facts.Default.Length > 0) writer.WriteString("default"u8, option.Facts.Default);
        writer.WriteString("takes"u8, OptionsText.WantedBy(option));
        writer.WriteBoolean("gettable"u8, option.Facts.Access.HasFlag(OptionAccess.Get));
        writer.WriteBoolean("settable"u8, option.Facts.Access.HasFlag(OptionAccess.Set));
        writer.WriteString("who_may_set"u8, OptionsText.WhoSets(option.Facts));
        writer.WriteString("effect"u8, option.Facts.Effect);
        lines.End();
    }
}
