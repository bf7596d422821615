using Microsoft.Extensions.Logging;
using RawNet.Cli.Output;
using RawNet.Probing.Groups;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Groups;

/// <summary>Asks on an interface, or is silent while another router does, until the time or the person says stop.</summary>
internal sealed class QuerierRun : IDisposable
{
    private readonly MonotonicClock _clock = new();
    private readonly Link _link;
    private readonly GroupQuerierSettings _settings;
    private readonly TimeSpan? _time;
    private readonly IGroupRenderer _renderer;
    private readonly StopSignal _stop;
    private readonly LoggedChannel _channel;
    private readonly Action<string> _note;
    private readonly GroupQuerier _querier;
    private readonly MacAddress _mac;
    private long _sent;

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public QuerierRun(Link link, GroupQuerierSettings settings, TimeSpan? time, IGroupRenderer renderer, StopSignal stop, ILogger logger, Action<string> note)
    {
        (_link, _settings, _time, _renderer, _stop, _note) = (link, settings, time, renderer, stop, note);
        _mac = link.Mac ?? default;
        _channel = new(link, logger, note);
        _querier = new(settings, Send, (in GroupQuerierEvent happened) => _renderer.Happened(happened));
    }

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(Ending ending)
    {
        _stop.Status = () => _note($"{Counted.Of(_sent, "message")} sent so far");
        ending.Run(Ask);
        ending.Summarize(() => _renderer.Table(_querier, _clock.Now));
        ending.Summarize(() => _renderer.Finish(_channel.Failed, _channel.Channel.History));
    }

    private void Ask()
    {
        _renderer.Start(_link.Name, _settings.Address, hosts: 0);
        var loop = new GroupLoop(_querier, _channel.Channel, _clock) { Turn = _ => _renderer.Rest() };
        loop.Run(_time is { } time ? _clock.Now + (time.Ticks * 100) : long.MaxValue, () => _stop.IsSet);
    }

    public void Dispose() => _channel.Dispose();

    private void Send(in GroupSending sending)
    {
        if (_channel.Send(_settings.Dialect, sending, _mac)) Tell(sending);
    }

    private void Tell(in GroupSending sending)
    {
        _sent++;
        _renderer.Sent(sending);
    }
}
