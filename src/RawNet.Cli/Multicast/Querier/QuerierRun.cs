using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Querier;

/// <summary>Asks on an interface, or is silent while another router does, until the time or the person says stop.</summary>
internal sealed class QuerierRun : IDisposable
{
    private readonly MonotonicClock _clock = new();
    private readonly Link _link;
    private readonly NetworkAddress _address;
    private readonly TimeSpan? _time;
    private readonly IGroupRenderer _renderer;
    private readonly StopSignal _stop;
    private readonly LoggedChannel _channel;
    private readonly Action<string> _note;
    private readonly QuerierSession _session;

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public QuerierRun(Link link, GroupQuerierSettings settings, TimeSpan? time,
        IGroupRenderer renderer, StopSignal stop, ILogger logger, Action<string> note)
    {
        (_link, _address, _time, _renderer, _stop, _note) = (link, settings.Address, time, renderer, stop, note);
        _channel = new(link, _clock, logger, note);
        _session = new(link.LinkType, settings, link.Mac ?? default, renderer.Happened) { Said = renderer.Sent };
    }

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(Ending ending)
    {
        _stop.Status = () => _note($"{Counted.Of(_channel.Sent, "message")} sent so far");
        ending.Run(Ask);
        ending.Summarize(() => _renderer.Table(_session.Querier, _clock.Now));
        ending.Summarize(() => _renderer.Finish(_channel.Failed, _channel.History));
    }

    public void Dispose() => _channel.Dispose();

    private void Ask()
    {
        _renderer.Start(_link.Name, _address, hosts: 0);
        if (_time is { } time) _session.End = _clock.Now + (time.Ticks * 100);
        new ProbeLoop(_session, _channel, _clock) { IsStopWanted = () => _stop.IsSet, Turn = _renderer.Idle }.Run();
    }
}
