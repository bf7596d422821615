using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Tests.Captures;

/// <summary>What another reader can tell of a packet, as it prints it.</summary>
internal sealed record Seen(string Time, long Length, string Data)
{
    internal static Seen Of(Row row) => new(Seconds(row.Time), row.Length, row.Data);

    private static string Seconds(Int128? time) =>
        time is { } t ? FormattableString.Invariant($"{t / 1_000_000_000}.{t % 1_000_000_000:d9}") : "";
}

/// <summary>tshark as a reader of capture files.</summary>
internal static class Tshark
{
    internal static IReadOnlyList<Seen> Read(string path)
    {
        PeerResult result = Peer.Run("tshark", ["-n", "-r", path, "-T", "json", "-x"]).Succeeded();
        using JsonDocument document = JsonDocument.Parse(result.Bytes);
        return [.. document.RootElement.EnumerateArray().Select(packet => packet.GetProperty("_source").GetProperty("layers"))
            .Where(IsPacket).Select(Parse)];
    }

    // Wireshark 4.0 shows custom blocks as records without an encapsulation.
    private static bool IsPacket(JsonElement layers) => layers.GetProperty("frame").TryGetProperty("frame.encap_type", out _);

    // A packet without bytes has no such member.
    private static string Bytes(JsonElement layers) => layers.TryGetProperty("frame_raw", out JsonElement raw) ? raw[0].GetString()! : "";

    private static Seen Parse(JsonElement layers)
    {
        JsonElement frame = layers.GetProperty("frame");
        string time = frame.TryGetProperty("frame.time_epoch", out JsonElement epoch) ? epoch.GetString()! : "";
        return new Seen(time, long.Parse(frame.GetProperty("frame.len").GetString()!, null), Bytes(layers));
    }
}
