using System.Reflection;
using System.Text;

namespace RawNet.Sockets.Tests.Options;

/// <summary>The README beside the options, made of the catalogue.</summary>
internal static class OptionTable
{
    public static string File { get; } = Path.GetFullPath(Path.Combine(
        typeof(OptionTable).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!,
        "src/RawNet.Sockets/Options/README.md"));

    public static string Markdown()
    {
        StringBuilder text = new("# Socket options\n\n"
            + "Every option that this library knows, from its catalogue: "
            + "`GeneralOption`, `IpOption`, `Ipv6Option`, `TcpOption`, `IcmpOption` and `PacketOption` declare each once.\n"
            + "Use them with `socket.Set(IpOption.TimeToLive, 7)` and `socket.Get(...)`, "
            + "by name with `SocketOption.Find(\"IP_TTL\")`, or from a shell with `rawnet options`.\n"
            + "A default with dots is a sysctl; `-` means that there is none to tell. "
            + "This file is written by a test (`RAWNET_WRITE_TABLE=1`) and compared by it; do not edit it.\n");
        foreach (IGrouping<string, SocketOption> level in SocketOption.All.GroupBy(o => $"{o.DeclaredOn.Name} ({o.Level})"))
        {
            text.Append($"\n## {level.Key}\n\n| option | number | type | default | takes | access | who may set | what Linux does |\n| "
                + $"--- | ---: | --- | --- | --- | --- | --- | --- |\n");
            foreach (SocketOption option in level)
                text.Append(Row(option));
        }
        return text.ToString();
    }

    private static string Row(SocketOption option)
    {
        OptionFacts facts = option.Facts;
        string[] cells =
        [
            option.Name, $"{option.Number}", option.Shape, Or(facts.Default), Or(facts.Range),
            Access(facts.Access), facts.Access == OptionAccess.Get ? "nobody" : Right(facts.Right), facts.Effect
        ];
        return $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
    }

    private static string Or(string text) => text.Length > 0 ? text : "-";

    private static string Access(OptionAccess access) => access switch
    {
        OptionAccess.Get => "get",
        OptionAccess.Set => "set",
        _ => "get, set"
    };

    private static string Right(OptionRight right) => right switch
    {
        OptionRight.NetAdmin => "CAP_NET_ADMIN",
        OptionRight.NetRaw => "CAP_NET_RAW",
        OptionRight.NetRawOrNetAdmin => "CAP_NET_RAW or CAP_NET_ADMIN",
        _ => "anyone",
    };
}
