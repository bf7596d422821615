using RawNet.Cli.Output;
using RawNet.Probing.Groups;
using RawNet.Sockets;
using RawNet.Verification;
using SocketCount = RawNet.Sockets.PacketCount;

namespace RawNet.Cli.Monitoring;

/// <summary>Feeds a monitor with what an interface sees, until the time or the person says stop.</summary>
internal sealed class MonitorRun : IDisposable
{
    private const int ReceiveBuffer = 64 << 20;
    private const long LongestBusyness = 100_000_000;
    private static readonly TimeSpan _longestDeafness = TimeSpan.FromMilliseconds(100);
    private readonly byte[] _frame = new byte[0x10000 + 64];
    private readonly MonotonicClock _clock = new();
    private readonly Verifier _verifier = new() { Lints = true, Rebuilds = false };
    private readonly MonitorPlan _plan;
    private readonly IMonitorRenderer _renderer;
    private readonly HookRunner _hooks;
    private readonly StopSignal _stop;
    private readonly PacketSocket _socket;
    private readonly GroupMonitor _monitor;
    private volatile bool _statusWanted;
    private long _findings;
    private long _emptyAt;
    private long _restAt;
    private long _cameAt; // by the kernel's clock

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public MonitorRun(MonitorPlan plan, IMonitorRenderer renderer, HookRunner hooks, StopSignal stop)
    {
        (_plan, _renderer, _hooks, _stop) = (plan, renderer, hooks, stop);
        _monitor = new GroupMonitor(Take, plan.Most);
        _socket = PacketSocket.Open(plan.Link, new PacketSocketSettings
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
        _socket.Dispose();
        _verifier.Dispose();
    }

    private void Watch()
    {
        long end = _plan.Time is { } time ? _clock.Now + (time.Ticks * 100) : long.MaxValue;
        while (!_stop.IsSet && _clock.Now < end)
        {
            bool isBusy = Next(TimeSpan.Zero);
            if (!isBusy || _clock.Now >= _restAt) Rest();
            if (!isBusy) Next(Patience(end));
        }
        long over = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        while (Next(TimeSpan.Zero) && _cameAt <= over)
        {
            // What came before the end belongs to the run.
        }
    }

    private TimeSpan Patience(long end)
    {
        var left = TimeSpan.FromTicks((end - _clock.Now) / 100);
        return left < _longestDeafness ? left : _longestDeafness;
    }

    private bool Next(TimeSpan patience)
    {
        long before = _clock.Now;
        FrameArrival arrival = _socket.Receive(_frame, patience);
        if (!arrival.HasFrame)
        {
            _emptyAt = before;
            return false;
        }
        _cameAt = arrival.TimeNanoseconds;
        ReadOnlySpan<byte> frame = _frame.AsSpan(0, arrival.Length);
        long now = _clock.FromRealtime(arrival.TimeNanoseconds, _emptyAt);
        if (GroupFrame.TryRead(_plan.Link.LinkType, frame, out GroupFrame said, arrival.WireLength) && IsWanted(said.Dialect)) Take(now, said, frame, arrival.WireLength);
        return true;
    }

    private void Take(long now, scoped in GroupFrame said, ReadOnlySpan<byte> frame, int wireLength)
    {
        _monitor.Poll(now);
        _monitor.Receive(now, said);
        if (!_plan.Lints) return;
        foreach (Finding finding in _verifier.Check(new(_plan.Link.LinkType, frame, now) { Length = wireLength })) Found(MonitorFinding.Of(finding, said, now));
    }

    private void Found(in MonitorFinding found)
    {
        _findings++;
        _renderer.Found(found);
    }

    // Also while messages come without a pause, a table is drawn, a hook started, a wish heard.
    private void Rest()
    {
        long now = _clock.Now;
        _restAt = now + LongestBusyness;
        _monitor.Poll(now);
        _hooks.Poll();
        _renderer.Rest(_monitor, now);
        if (_statusWanted)
        {
            _statusWanted = false;
            _renderer.ShowTable(_monitor, now);
        }
    }

    private bool IsWanted(GroupDialect dialect) => _plan.Families.HasFlag(dialect == GroupDialect.Igmp ? FamilyChoice.Ipv4 : FamilyChoice.Ipv6);

    private void Take(in GroupMonitorEvent happened)
    {
        if (happened.Breach is not null)
        {
            if (_plan.Lints) Found(MonitorFinding.Of(happened));
            return;
        }
        _renderer.Happened(happened);
        _hooks.Take(happened);
    }

    private void Finish()
    {
        _hooks.Finish();
        SocketCount count = _socket.ReadCount();
        long now = _clock.Now;
        _monitor.Poll(now);
        _renderer.Finish(_monitor, now, new(_monitor.Messages, _monitor.Refused, _findings, _monitor.Members.Count(), _monitor.Untracked, count.Received, count.Dropped, _hooks.Started, _hooks.Dropped, _socket.History));
    }
}
