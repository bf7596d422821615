using RawNet.Lab;
using RawNet.Probing.Groups;
using RawNet.Wire;
using Text = RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>One thing that happens in a scene.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Act">What the twin does, or null.</param>
/// <param name="Packet">What the router sends, or null.</param>
/// <param name="Seconds">How long is waited for what follows.</param>
internal sealed record Step(string Name, Action<ITwin>? Act, byte[]? Packet, double Seconds = 1.3);

/// <summary>Plays steps on one link and tells what the host sent in each: sorted messages with sorted records, without the solicited-node
/// groups of the kernel's own addresses.</summary>
internal static class Scene
{
    public static Step Set(string group, GroupFilter before, GroupFilter after) =>
        new($"{group}: {before} to {after}", twin => twin.Set(group, before, after), null);

    public static Step Query(string name, byte[] packet, double seconds = 1.0) => new(name, null, packet, seconds);

    public static IReadOnlyList<string> Play(Host router, ITwin twin, IReadOnlyList<Step> steps, out Capture capture)
    {
        capture = router.StartCapture(filter: "ether src 02:00:00:00:00:02 and (igmp or ip6)");
        using PacketSocket wire = router.Run(() => PacketSocket.Open(RawNet.Sockets.Link.ByName(router.InterfaceName)));
        var starts = new List<long>();
        foreach (Step step in steps)
        {
            starts.Add((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);
            step.Act?.Invoke(twin);
            if (step.Packet is { } packet) wire.Send(Frame(packet));
            Thread.Sleep(TimeSpan.FromSeconds(step.Seconds));
        }
        starts.Add(long.MaxValue);
        IReadOnlyList<CapturedFrame> frames = capture.StopAfter(TimeSpan.FromSeconds(0.2));
        return [.. steps.Select(
            (step, i) => $"{step.Name} => {Said(frames.Where(f => f.TimeNanoseconds >= starts[i] && f.TimeNanoseconds < starts[i + 1]))}")];
    }

    private static string Said(IEnumerable<CapturedFrame> frames)
    {
        var said = new List<string>();
        foreach (CapturedFrame frame in frames)
            if (ReceivedGroupMessage.TryRead(LinkType.Ethernet, frame.Bytes, out ReceivedGroupMessage arrival)
                && Sorted(arrival.Message) is { } message)
                said.Add(Text.Say(message.Records[0].Group.IsIpv4 ? GroupDialect.Igmp : GroupDialect.Mld, message));
        said.Sort(StringComparer.Ordinal);
        return said.Count == 0 ? "silence" : string.Join(" | ", said);
    }

    private static GroupReport? Sorted(GroupMessage message)
    {
        MembershipRecord[] records = [.. ((GroupReport)message).Records
            .Where(r => !r.Group.ToString().StartsWith("ff02::1:ff", StringComparison.Ordinal)).OrderBy(r => r.Group)];
        return records.Length == 0 ? null : new(message.Generation, records);
    }

    private static byte[] Frame(byte[] packet)
    {
        byte[] destination = packet[0] >> 4 == 4
            ? packet[16] >= 224 ? [1, 0, 0x5e, (byte)(packet[17] & 0x7f), packet[18], packet[19]] : [2, 0, 0, 0, 0, 2]
            : packet[24] == 0xff ? [0x33, 0x33, .. packet[36..40]] : [2, 0, 0, 0, 0, 2];
        return [.. destination, 2, 0, 0, 0, 0, 1, .. packet[0] >> 4 == 4 ? new byte[] { 8, 0 } : [0x86, 0xdd], .. packet];
    }
}
