using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Host;

/// <summary>Emulates hosts on an interface until the time or the person says stop; then they leave their groups.</summary>
internal sealed class HostRun : IDisposable
{
    private readonly MonotonicClock _clock = new();
    private readonly HostPlan _plan;
    private readonly IGroupRenderer _renderer;
    private readonly StopSignal _stop;
    private readonly LoggedChannel _channel;
    private readonly Action<string> _note;

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public HostRun(HostPlan plan, IGroupRenderer renderer, StopSignal stop, ILogger logger, Action<string> note)
    {
        (_plan, _renderer, _stop, _note) = (plan, renderer, stop, note);
        Rehearsal.Play(plan);
        _channel = new(plan.Link, _clock, logger, note);
    }

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(Ending ending)
    {
        _stop.Status = () => _note($"{Counted.Of(_channel.Sent, "message")} sent so far");
        HostSession session = _plan.Session(new RandomDelays(KernelRandom.Number()), _renderer);
        ending.Run(() => RunHosts(session));
        if (!session.IsDone && ending.Status == ExitCode.Good) ending.Run(() => LeaveUnseen(session));
        ending.Summarize(() => _renderer.Finish(_channel.Failed, _channel.History));
    }

    public void Dispose() => _channel.Dispose();

    private void RunHosts(HostSession session)
    {
        _renderer.Start(_plan.Link.Name, _plan.Address, _plan.Hosts);
        long start = _clock.Now;
        if (_plan.Time is { } time) session.End = start + (time.Ticks * 100);
        for (int i = 0; i < _plan.Hosts; i++) _plan.AddTo(session.Hosts, start);
        new ProbeLoop(session, _channel, _clock) { IsStopWanted = () => _stop.IsSet, Turn = _renderer.Idle }.Run();
    }

    // Nobody reads what is shown any more; the hosts leave all the same.
    private void LeaveUnseen(HostSession session)
    {
        (session.Said, session.Heard) = (null, null);
        session.Stop(_clock.Now);
        new ProbeLoop(session, _channel, _clock).Run();
    }
}
