using RawNet.Captures;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;
using RawNet.Sockets;
using RawNet.Verification;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>Feeds a monitor with what an interface sees, until the time or the person says stop.</summary>
internal sealed class MonitorRun : IDisposable
{
    private const int ReceiveBuffer = 64 << 20;
    private const long LongestBusyness = 100_000_000;
    private readonly Verifier _verifier = new() { Lints = true, Rebuilds = false };
    private readonly MonitorPlan _plan;
    private readonly IMonitorRenderer _renderer;
    private readonly HookRunner _hooks;
    private readonly StopSignal _stop;
    private readonly FrameSource _frames;
    private readonly GroupMonitor _monitor;
    private volatile bool _statusWanted;
    private long _findings;
    private long _refreshAt;

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public MonitorRun(MonitorPlan plan, IMonitorRenderer renderer, HookRunner hooks, StopSignal stop)
    {
        (_plan, _renderer, _hooks, _stop) = (plan, renderer, hooks, stop);
        _monitor = new GroupMonitor(Report, plan.Most);
        _frames = FrameSource.Open(plan.Link, new PacketSocketSettings
        {
            ReceiveBuffer = ReceiveBuffer,
            AllMulticast = !plan.Link.IsLoopback,
            Filter = GroupTraffic.FilterFor(plan.Link.LinkType),
        });
    }

    /// <summary>Asks for the table so far, from any thread.</summary>
    public void RequestStatus() => _statusWanted = true;

    /// <summary>Watches, and sums up whatever ended it.</summary>
    public void Run(Ending ending)
    {
        ending.Run(Watch);
        ending.Summarize(Finish);
    }

    public void Dispose()
    {
        _frames.Dispose();
    }

    private void Watch()
    {
        var loop = new FrameLoop(_frames, Look) { IsStopWanted = () => _stop.IsSet, Idle = Refresh, Turn = RefreshAmidFrames };
        loop.Run(_plan.Time ?? Timeout.InfiniteTimeSpan);
        loop.Drain();
    }

    private void Look(in CapturedPacket packet)
    {
        bool isWanted = GroupFrame.TryRead(packet.LinkType, packet.Data, out GroupFrame said, _frames.Arrival.WireLength)
            && IsWanted(said.Dialect);
        if (isWanted) Receive(_frames.Time, packet, said);
    }

    private void Receive(long now, in CapturedPacket packet, scoped in GroupFrame said)
    {
        _monitor.Poll(now);
        _monitor.Receive(now, said);
        if (!_plan.Lints) return;
        foreach (Finding finding in _verifier.Check(packet)) Found(MonitorFinding.Of(finding, said, now));
    }

    private void Found(in MonitorFinding found)
    {
        _findings++;
        _renderer.Found(found);
    }

    // Also while messages come without a pause, a table is drawn, a hook started, a wish heard.
    private void RefreshAmidFrames()
    {
        if (_frames.Now >= _refreshAt) Refresh();
    }

    private void Refresh()
    {
        long now = _frames.Now;
        _refreshAt = now + LongestBusyness;
        _monitor.Poll(now);
        _hooks.Poll();
        _renderer.Idle(_monitor, now);
        if (_statusWanted)
        {
            _statusWanted = false;
            _renderer.ShowTable(_monitor, now);
        }
    }

    private bool IsWanted(GroupDialect dialect) =>
        _plan.Families.HasFlag(dialect == GroupDialect.Igmp ? FamilyChoice.Ipv4 : FamilyChoice.Ipv6);

    private void Report(in GroupMonitorEvent happened)
    {
        if (happened.Breach is not null)
        {
            if (_plan.Lints) Found(MonitorFinding.Of(happened));
            return;
        }
        _renderer.Happened(happened);
        _hooks.Enqueue(happened);
    }

    private void Finish()
    {
        _hooks.Finish();
        PacketCount count = _frames.Socket.ReadCount();
        long now = _frames.Now;
        _monitor.Poll(now);
        _renderer.Finish(_monitor, now, new(_monitor.Messages, _monitor.Refused, _findings, _monitor.Members.Count(),
            _monitor.Untracked, count.Received, count.Dropped, _hooks.Started, _hooks.Dropped, _frames.Socket.History));
    }
}
