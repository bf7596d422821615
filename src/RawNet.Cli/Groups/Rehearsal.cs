using RawNet.Cli.Output;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Sockets;

namespace RawNet.Cli.Groups;

/// <summary>Hosts on no link that answer a query of each version, in virtual time. What runs for the first time runs slowly, and a query may leave a tenth of a second to its answer.</summary>
internal static class Rehearsal
{
    private const long Pause = 10_000_000_000; // between queries; each answer comes before the next one
    private static readonly TimeSpan _response = TimeSpan.FromSeconds(1);

    /// <summary>Reads, decides and builds all that the run will, and sends nothing.</summary>
    public static void Play(HostPlan plan)
    {
        GroupDialect dialect = plan.Settings.Dialect;
        using var renderer = new GroupRunJson(Stream.Null, quiet: false, dialect);
        var hosts = new GroupHosts(plan.Settings with { RequiresRouterAlert = false }, new RandomDelays(1), (in GroupSending sending) =>
        {
            GroupChannel.FrameOf(plan.Link.LinkType, dialect, sending, plan.Mac);
            renderer.Sent(sending);
        });
        hosts.Add(plan.Address);
        hosts.Set(0, 0, plan.Groups[0].Group, plan.Groups[0].Filter);
        for (Generation spoken = Generation.Filtering; spoken >= dialect.Oldest; spoken--)
        {
            long now = Pause * (1 + Generation.Filtering - spoken);
            var query = new GroupQuery(spoken, null, SourceSet.Empty, _response);
            byte[] frame = GroupChannel.FrameOf(plan.Link.LinkType, dialect, new(now, 0, plan.Address, query), plan.Mac);
            if (GroupArrival.TryRead(plan.Link.LinkType, frame, out GroupArrival arrival)) renderer.Heard(now, arrival.Source, query, hosts.Receive(now, arrival));
            while (hosts.NextPoll < now + Pause) hosts.Poll(hosts.NextPoll);
        }
    }
}
