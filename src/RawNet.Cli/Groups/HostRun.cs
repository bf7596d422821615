using Microsoft.Extensions.Logging;
using RawNet.Cli.Output;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Groups;

/// <summary>Emulates hosts on an interface until the time or the person says stop; then they leave their groups.</summary>
internal sealed class HostRun : IDisposable
{
    private const long LongestFarewell = 300_000_000_000; // each change is told 255 times at most, a second apart at most
    private readonly MonotonicClock _clock = new();
    private readonly HostPlan _plan;
    private readonly IGroupRenderer _renderer;
    private readonly StopSignal _stop;
    private readonly LoggedChannel _channel;
    private readonly Action<string> _note;
    private readonly GroupHosts _hosts;
    private long _sent;
    private bool _hasReported; // who never did has nothing to take back

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public HostRun(HostPlan plan, IGroupRenderer renderer, StopSignal stop, ILogger logger, Action<string> note)
    {
        (_plan, _renderer, _stop, _note) = (plan, renderer, stop, note);
        Rehearsal.Play(plan);
        _channel = new(plan.Link, logger, note);
        _hosts = new(plan.Settings, new RandomDelays(KernelRandom.Number()), Send);
    }

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(Ending ending)
    {
        var loop = new GroupLoop(new Listener(_hosts, _renderer), _channel.Channel, _clock);
        _stop.Status = () => _note($"{Counted.Of(_sent, "message")} sent so far");
        ending.Run(() => Take(loop));
        if (_hasReported && !_plan.Vanishes && ending.Status == ExitCode.Good) ending.Run(() => Leave(loop));
        ending.Summarize(() => _renderer.Finish(_channel.Failed, _channel.Channel.History));
    }

    private void Take(GroupLoop loop)
    {
        _renderer.Start(_plan.Link.Name, _plan.Address, _plan.Hosts);
        long start = _clock.Now;
        for (int i = 0; i < _plan.Hosts; i++)
        {
            _hosts.Add(_plan.Address.IsUnspecified ? _plan.Address : _plan.Address.Plus((uint)i));
            foreach ((var group, GroupFilter filter) in _plan.Groups) _hosts.Set(start, i, group, filter);
        }
        loop.Run(_plan.Time is { } time ? start + (time.Ticks * 100) : long.MaxValue, () => _stop.IsSet);
    }

    public void Dispose() => _channel.Dispose();

    private void Leave(GroupLoop loop)
    {
        long now = _clock.Now;
        for (int i = 0; i < _hosts.Count; i++)
            foreach ((var group, _) in _plan.Groups) _hosts.Set(now, i, group, GroupFilter.Nothing);
        loop.Run(now + LongestFarewell, () => !_hosts.HasToTell);
    }

    private void Send(in GroupSending sending)
    {
        _hasReported = true;
        if (_channel.Send(_plan.Settings.Dialect, sending, _plan.MacOf(sending.Sender))) Tell(sending);
    }

    private void Tell(in GroupSending sending)
    {
        _sent++;
        _renderer.Sent(sending);
    }

    /// <summary>The hosts, with what they hear shown.</summary>
    private sealed class Listener(GroupHosts hosts, IGroupRenderer renderer) : IGroupEngine
    {
        public long NextPoll => hosts.NextPoll;

        public void Poll(long now)
        {
            hosts.Poll(now);
            renderer.Rest();
        }

        public void Take(long now, in GroupArrival arrival)
        {
            QueryVerdict verdict = hosts.Receive(now, arrival);
            if (arrival.Message is GroupQuery query) renderer.Heard(now, arrival.Source, query, verdict);
        }
    }
}
