using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>Arguments and answers as both players write them.</summary>
internal static class TwinJson
{
    private const int LongestText = 100;

    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Int(this JsonObject step, string name, int otherwise = 0) => step[name] is { } value ? (int)value : otherwise;

    public static string Text(this JsonObject step, string name) => (string)step[name]!;

    public static byte[] Latin(this JsonObject step, string name) =>
        Encoding.Latin1.GetBytes(step[name] is { } value ? (string)value! : "");

    /// <summary>Given as text, or as a number of bytes of a pattern.</summary>
    public static byte[] Data(this JsonObject step) =>
        step["amount"] is { } amount ? Pattern((int)amount) : step.Latin("data");

    public static byte[] Pattern(int amount) => [.. Enumerable.Range(0, amount).Select(i => (byte)(i % 251))];

    /// <summary>Bytes as JSON has them; many only by their number and hash.</summary>
    public static string Text(ReadOnlySpan<byte> data) => data.Length <= LongestText
        ? Encoding.Latin1.GetString(data)
        : $"{data.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(data))[..12]}";
}
