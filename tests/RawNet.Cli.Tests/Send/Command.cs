using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Send;

/// <summary>The command as a user of a host of the lab runs it.</summary>
internal static class Command
{
    public static PeerResult Rawnet(this Host host, params string[] arguments) => host.Exec(Tests.Rawnet.Path, arguments);

    /// <summary>One line of arguments; words are separated by blanks.</summary>
    public static PeerResult RawnetLine(this Host host, string arguments) =>
        host.Rawnet(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static IReadOnlyList<JsonElement> Events(this PeerResult result, string name) =>
        [.. result.Lines.Select(l => JsonDocument.Parse(l).RootElement).Where(e => e.GetProperty("event").GetString() == name)];
}
