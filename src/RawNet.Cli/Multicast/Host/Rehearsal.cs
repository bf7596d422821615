using RawNet.Cli.Common.Json;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Host;

/// <summary>A host on no link that answers a query of each version, in virtual time. What runs for the first time runs slowly,
/// and a query may leave a tenth of a second to its answer.</summary>
internal static class Rehearsal
{
    private const long Pause = 10_000_000_000; // between queries; each answer comes before the next one
    private static readonly TimeSpan _response = TimeSpan.FromSeconds(1);

    /// <summary>Reads, decides and builds all that the run will, and sends nothing.</summary>
    public static void Play(HostPlan plan)
    {
        GroupDialect dialect = plan.Settings.Dialect;
        using var unseen = new JsonLines(Stream.Null, "");
        using var renderer = new GroupRunJson(unseen, quiet: false, dialect);
        HostPlan tried = plan with { Settings = plan.Settings with { RequiresRouterAlert = false }, Groups = [plan.Groups[0]] };
        HostSession session = tried.Session(new RandomDelays(1), renderer);
        tried.AddTo(session.Hosts, 0);
        for (GroupVersion spoken = GroupVersion.Filtering; spoken >= dialect.Oldest; spoken--)
        {
            long now = Pause * (1 + GroupVersion.Filtering - spoken);
            Packet frame = dialect.FrameOf(plan.Link.LinkType, plan.Address, new GroupQuery(spoken, null, SourceSet.Empty, _response));
            session.Receive(new ReceivedReply { Link = plan.Link.LinkType, Message = frame.ToBytes(), Time = now });
            while (session.NextPoll < now + Pause) Advance(session, Math.Max(now, session.NextPoll));
        }
    }

    private static void Advance(HostSession session, long now)
    {
        if (session.Poll(now, out _)) session.Sent(new(0, now));
    }
}
