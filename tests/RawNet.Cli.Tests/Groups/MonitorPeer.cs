using System.Text;
using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Groups;

/// <summary><c>igmp monitor</c> on one end of a cable, and what it said.</summary>
internal static class MonitorPeer
{
    public static RunningPeer Start(SendLab lab, params string[] arguments)
    {
        RunningPeer monitor = lab.B.Start(Rawnet.Path, ["igmp", "monitor", "-I", "vb", .. arguments]);
        monitor.Wait(() => Said(monitor).Contains("\"start\"", StringComparison.Ordinal), "the start");
        return monitor;
    }

    public static IReadOnlyList<JsonElement> Finish(RunningPeer monitor)
    {
        Assert.Equal(0, monitor.Interrupt());
        return [.. Said(monitor).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    public static string Said(RunningPeer monitor) => Encoding.UTF8.GetString(monitor.Output());

    public static bool Is(JsonElement e, string name) => e.GetProperty("event").GetString() == name;

    public static string Text(JsonElement e, string member) => e.GetProperty(member).GetString()!;
}
