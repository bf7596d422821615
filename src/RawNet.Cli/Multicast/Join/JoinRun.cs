using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Join;

/// <summary>What happens in a run of <c>join</c>, for a renderer.</summary>
internal interface IJoinEvents
{
    void Started(JoinPlan plan);

    void Joined(WantedGroup group);

    /// <summary>The kernel put this about one of the groups on the wire.</summary>
    void Sent(in CapturedPacket packet);

    void Finished(int groups, long messages, LinkHistory link);
}

/// <summary>Joins through the kernel, shows what it then sends, and leaves at the end.</summary>
internal sealed class JoinRun(JoinPlan plan, IJoinEvents events, StopSignal stop, Action<string> note) : IDisposable
{
    // RFC 9776, 5.1 and 8.11: the first report goes at once; whoever waits for its repetition sees the leave twice.
    private static readonly TimeSpan _farewell = TimeSpan.FromMilliseconds(300);
    private readonly MembershipSocket[] _sockets = [.. plan.Groups.Select(group => group.Open())];
    private readonly FrameSource? _tap = TapOf(plan, note);
    private readonly CaptureFile? _file = plan.File is { } name ? CaptureFile.OfWire(name, plan.Link) : null;
    private readonly HashSet<NetworkAddress> _groups = [.. plan.Groups.Select(group => NetworkAddress.From(group.Group))];
    private Link _link = plan.Link;
    private long _messages;
    private int _joined;
    private int _returns;

    /// <summary>Joins, listens, leaves, and sums up whatever ended it.</summary>
    public void Run(Ending ending)
    {
        stop.Status = () => note($"{Counted.Of(_joined, "group")} joined, {Counted.Of(_messages, "message")} sent by the kernel so far");
        ending.Run(() =>
        {
            events.Started(plan);
            Join();
            IFrameSource source = _tap is null ? new NoFrames(stop) : _tap;
            new FrameLoop(source, Look) { IsStopWanted = () => stop.IsSet, Turn = JoinAgain }.Run(plan.Time ?? Timeout.InfiniteTimeSpan);
        });
        Leave();
        if (_tap is not null && ending.Status == ExitCode.Good) ending.Run(() => new FrameLoop(_tap, Look).Run(_farewell));
        ending.Summarize(() => events.Finished(_joined, _messages, _tap?.Socket.History ?? default));
    }

    public void Dispose()
    {
        Leave();
        _tap?.Dispose();
        _file?.Dispose();
    }

    // Joining needs no privilege, looking at the wire does.
    private static FrameSource? TapOf(JoinPlan plan, Action<string> note)
    {
        try
        {
            return FrameSource.Open(plan.Link, new PacketSocketSettings { Filter = GroupTraffic.FilterFor(plan.Link.LinkType) });
        }
        catch (SystemCallException refusal) when (refusal.Kind == FailureKind.NotPermitted && plan.File is null)
        {
            note($"what the kernel sends is not shown: {refusal.Fix}");
            return null;
        }
    }

    private void Leave()
    {
        foreach (MembershipSocket socket in _sockets) socket.Dispose();
    }

    private void Join()
    {
        for (int i = 0; i < _sockets.Length; i++)
        {
            plan.Groups[i].Join(_sockets[i], _link);
            _joined++;
            events.Joined(plan.Groups[i]);
        }
    }

    // What a socket joined on an interface that was deleted counts against its limit until it is left.
    private void JoinAgain()
    {
        if (_tap is null || _tap.Socket.History.Returns == _returns) return;
        _returns = _tap.Socket.History.Returns;
        for (int i = 0; i < _sockets.Length; i++)
        {
            _sockets[i].Leave(_link, plan.Groups[i].Group);
            plan.Groups[i].Join(_sockets[i], _tap.Socket.Link!);
        }
        _link = _tap.Socket.Link!;
    }

    private void Look(in CapturedPacket packet)
    {
        if (packet.Direction == PacketDirection.Inbound) return;
        // The kernel reports its own groups, too: those of an interface that comes up, those of a general query.
        if (!GroupFrame.TryRead(packet.LinkType, packet.Data, out GroupFrame message) || !message.Tells(_groups))
            return;
        _messages++;
        events.Sent(packet);
        _file?.Write(packet with { Interface = 0 });
    }

    /// <summary>The wire of who may not look at it.</summary>
    private sealed class NoFrames(StopSignal stop) : IFrameSource
    {
        public bool Next(TimeSpan patience, out CapturedPacket packet)
        {
            packet = default;
            if (patience > TimeSpan.Zero) stop.Wait(patience);
            return false;
        }
    }
}
