using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>Hosts that the tests of one class share, made when the first test asks; a machine without the means skips the test.</summary>
public sealed class PingLab : IDisposable
{
    private readonly Lazy<TwoHosts> _hosts = new(() => new TwoHosts());
    private readonly Lazy<Host> _alone = new(OneHost.Create);

    public TwoHosts Pair
    {
        get
        {
            Able();
            return _hosts.Value;
        }
    }

    public Host Alone
    {
        get
        {
            Able();
            return _alone.Value;
        }
    }

    public static void Able(params string[] programs)
    {
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs(programs));
        Assert.SkipWhen(reason is not null, reason ?? "");
    }

    public void Dispose()
    {
        if (_hosts.IsValueCreated) _hosts.Value.Dispose();
        if (_alone.IsValueCreated) _alone.Value.Dispose();
    }
}

/// <summary>The command run in a host of the lab, and what it said.</summary>
internal static class PingRuns
{
    public static PeerResult Ping(this Host host, params string[] arguments) => host.Exec(Rawnet.Path, ["ping", .. arguments]);

    public static IReadOnlyList<JsonElement> Events(this PeerResult result) =>
        [.. result.Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    public static IEnumerable<JsonElement> Of(this IEnumerable<JsonElement> events, string name) =>
        events.Where(e => e.GetProperty("event").GetString() == name);

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

/// <summary>What tshark says of a file, one line a frame, fields separated by tabs.</summary>
internal static class Tshark
{
    public static IReadOnlyList<string> Fields(string file, params string[] fields)
    {
        string[] arguments =
        [
            "-n", "-r", file, "-o", "ip.check_checksum:TRUE", "-T", "fields", .. fields.SelectMany(f => new[] { "-e", f })
        ];
        return Peer.Run("tshark", arguments).Succeeded().Lines;
    }

    /// <summary>The frames of a file in hexadecimal digits.</summary>
    public static IReadOnlyList<string> Frames(string file)
    {
        using var document = JsonDocument.Parse(Peer.Run("tshark", ["-n", "-r", file, "-T", "jsonraw"]).Succeeded().Bytes);
        return [.. document.RootElement.EnumerateArray()
            .Select(p => p.GetProperty("_source").GetProperty("layers").GetProperty("frame_raw")[0].GetString()!)];
    }
}
