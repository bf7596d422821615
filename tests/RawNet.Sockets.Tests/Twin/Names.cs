using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>What the words of a situation mean in one run, and the reverse: answers with the names of roles instead of the ports and
/// names that the kernel chose.</summary>
internal sealed partial class Names(Host subject, Host peer, string folder, int run)
{
    private const int FirstNobody = 20, Nobodies = 200;
    private static readonly int[] _saidPorts = [0, 9, 99];
    private readonly Dictionary<string, JsonNode> _told = [];
    private readonly List<string> _chosen = [];

    /// <summary>The step as a player gets it.</summary>
    public JsonObject Resolve(JsonObject step)
    {
        JsonObject resolved = [];
        foreach ((string name, JsonNode? value) in step)
            resolved[name] = Resolve(value);
        return resolved;
    }

    /// <summary>Keeps what a socket was told to be its name, and gives the answer with roles.</summary>
    public JsonNode? Tell(Step step, JsonNode? answer)
    {
        if (step.Name == "getsockname" && answer is JsonObject { } told && told["value"] is { } address)
            _told[$"@{(step.Actor == Actor.Peer ? "P" : "S")}.{(string)step.Call["on"]!}"] = address.DeepClone();
        return WithRoles(answer);
    }

    private JsonNode? Resolve(JsonNode? value) => value switch
    {
        JsonArray array => ResolveArray(array),
        JsonValue text when text.TryGetValue(out string? words) => ResolveText(words, ""),
        null => null,
        _ => value.DeepClone(),
    };

    private JsonArray ResolveArray(JsonArray array)
    {
        string family = array.Count > 0 && array[0] is JsonValue first && first.TryGetValue(out string? name) ? name : "";
        return [.. array.Select(e => e is JsonValue v && v.TryGetValue(out string? text) ? ResolveText(text, family) : Resolve(e))];
    }

    private JsonNode? ResolveText(string text, string family)
    {
        if (text.StartsWith('@'))
            return _told.TryGetValue(text, out JsonNode? address) || _told.TryGetValue("@S" + text[2..], out address)
                ? address.DeepClone()
                : throw new InvalidOperationException($"{text} has no name");
        if (text == "{if index}")
            return Index;
        bool isSix = family == "inet6";
        return text
            .Replace("{dir}", folder, StringComparison.Ordinal)
            .Replace("{S}", (isSix ? subject.Address6 : subject.Address).ToString(), StringComparison.Ordinal)
            .Replace("{P}", (isSix ? peer.Address6 : peer.Address).ToString(), StringComparison.Ordinal)
            .Replace("{S4}", subject.Address.ToString(), StringComparison.Ordinal)
            .Replace("{P4}", peer.Address.ToString(), StringComparison.Ordinal)
            .Replace("{nobody}", Nobody(isSix), StringComparison.Ordinal)
            .Replace("{S link}", subject.InterfaceName == "lo" ? "fe80::1" : "fe80::ff:fe00:1", StringComparison.Ordinal)
            .Replace("{if}", subject.InterfaceName, StringComparison.Ordinal)
            .Replace("{peer if}", peer.InterfaceName, StringComparison.Ordinal);
    }

    private int Index => subject.Run(() => RawNet.Sockets.Link.ByName(subject.InterfaceName).Index);

    // Another one in each run: the kernel remembers for seconds that nobody answered.
    private string Nobody(bool isSix)
    {
        byte[] address = (isSix ? subject.Address6 : subject.Address).GetAddressBytes();
        address[^1] = (byte)(FirstNobody + run % Nobodies);
        return new System.Net.IPAddress(address).ToString();
    }

    private JsonNode? WithRoles(JsonNode? value) => value switch
    {
        JsonArray array when IsAddress(array, "tipc") => WithReference(array),
        JsonArray array when IsAddress(array, "inet") || IsAddress(array, "inet6") => WithPort(array),
        JsonArray array => new JsonArray([.. array.Select(WithRoles)]),
        JsonObject one => new JsonObject(one.Select(p => KeyValuePair.Create(p.Key, WithRoles(p.Value)))),
        JsonValue one when one.TryGetValue(out string? text) => Text(text),
        JsonValue one when one.GetValueKind() == System.Text.Json.JsonValueKind.Number => Number(one),
        null => null,
        _ => value.DeepClone(),
    };

    private JsonArray WithPort(JsonArray address)
    {
        JsonArray named = address.DeepClone().AsArray();
        int port = (int)address[2]!;
        if (!_saidPorts.Contains(port))
            named[2] = Role($"port {port}");
        for (int i = 3; i < named.Count; i++)
            named[i] = Number(named[i]!);
        return named;
    }

    // A TIPC socket's own address: its node and the reference that the kernel chose.
    private JsonArray WithReference(JsonArray address)
    {
        JsonArray named = address.DeepClone().AsArray();
        const int socketAddress = 3;
        for (int i = 2; (int)Number(address[1]!) == socketAddress && i <= 3; i++)
            named[i] = Role(address[i]!.ToJsonString());
        return named;
    }

    // 5 and 5.0 are one.
    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private string Text(string text) => KernelsName().IsMatch(text) ? Role(text) : text.Replace(folder, "{dir}", StringComparison.Ordinal);

    private string Role(string chosen)
    {
        if (!_chosen.Contains(chosen))
            _chosen.Add(chosen);
        return string.Create(CultureInfo.InvariantCulture, $"name {_chosen.IndexOf(chosen) + 1}");
    }

    private static bool IsAddress(JsonArray array, string family) =>
        array is [JsonValue first, ..] && first.TryGetValue(out string? name) && name == family && array.Count > 2;

    [GeneratedRegex("^\0[0-9a-f]{5}$")]
    private static partial Regex KernelsName();
}
