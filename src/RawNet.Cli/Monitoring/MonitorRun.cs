using RawNet.Captures;
using RawNet.Cli.Output;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Verification;
using RawNet.Wire;
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
        LinkType link = SeenAs(frame);
        if (!IsWanted(link, frame)) return true;
        long now = _clock.FromRealtime(arrival.TimeNanoseconds, _emptyAt);
        _monitor.Poll(now);
        if (_monitor.Receive(now, link, frame, arrival.WireLength) | IsUnknownMessage(link, frame) && _plan.Lints) Lint(now, new(link, frame, now) { Length = arrival.WireLength });
        return true;
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

    private bool IsWanted(LinkType link, ReadOnlySpan<byte> frame)
    {
        if (_plan.Families == FamilyChoice.Both) return true;
        foreach (View layer in PacketView.Layers(link, frame))
        {
            if (layer.Is(Ipv4.Kind)) return _plan.Families == FamilyChoice.Ipv4;
            if (layer.Is(Ipv6.Kind)) return _plan.Families == FamilyChoice.Ipv6;
        }
        return false;
    }

    // A query without a version is no message to act on, but one to complain of.
    private static bool IsUnknownMessage(LinkType link, ReadOnlySpan<byte> frame)
    {
        foreach (View layer in PacketView.Layers(link, frame))
            if (layer.Is(Igmp.Kind) && !layer.IsQuoted || layer.Is(Icmpv6.Kind) && layer.Has(Icmpv6.Type) && layer.Get(Icmpv6.Type) == Icmpv6Type.MulticastListenerQuery) return true;
        return false;
    }

    private void Lint(long now, in CapturedPacket packet)
    {
        foreach (Finding finding in _verifier.Check(packet))
        {
            _findings++;
            _renderer.Found(finding, SourceIn(packet.LinkType, packet.Data), now);
        }
    }

    private static string SourceIn(LinkType link, ReadOnlySpan<byte> frame)
    {
        foreach (View layer in PacketView.Layers(link, frame))
        {
            if (layer.Has(Ipv4.SourceAddress)) return layer.Get(Ipv4.SourceAddress).ToString();
            if (layer.Has(Ipv6.SourceAddress)) return layer.Get(Ipv6.SourceAddress).ToString();
        }
        return "";
    }

    private void Take(in GroupMonitorEvent happened)
    {
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

    // LINKTYPE_RAW is either of two, told apart by the version.
    private LinkType SeenAs(ReadOnlySpan<byte> frame) =>
        _plan.Link.LinkType != LinkType.Raw || frame.IsEmpty ? _plan.Link.LinkType : frame[0] >> 4 == 4 ? LinkType.Ipv4 : LinkType.Ipv6;
}
