using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Probing;
using RawNet.Sockets;

namespace RawNet.Cli.Ping;

/// <summary>A run with all that a plan needs open, in the order that keeps promises: first the socket, which may choose the identifier,
/// then the tap, then the first request.</summary>
internal sealed class PingRun : IDisposable
{
    private readonly MonotonicClock _clock;
    private readonly IPingRenderer _renderer;
    private readonly Invocation _invocation;
    private readonly IcmpChannel _channel;
    private readonly PingPlan _plan;
    private readonly StopSignal _stop = new();
    private readonly WireTap? _tap;
    private CaptureFile? _file;

    private PingRun(PingPlan plan, IPingRenderer renderer, IcmpChannel channel, MonotonicClock clock, ILogger logger, Invocation invocation)
    {
        (_renderer, _channel, _clock, _invocation) = (renderer, channel, clock, invocation);
        _plan = plan with { Settings = plan.Settings with { Identifier = channel.Identifier } };
        if (plan.File is not null) _tap = OpenTap(logger, plan.File);
    }

    /// <exception cref="NotPermittedException">No socket is permitted.</exception>
    /// <exception cref="SystemCallException">The kernel refused an option.</exception>
    public static PingRun Open(PingPlan plan, IPingRenderer renderer, ILogger logger, Invocation invocation)
    {
        var clock = new MonotonicClock();
        Log.Routes(logger, plan.Target.Address, plan.Target.Route.InterfaceIndex, plan.Target.Route.Source);
        IcmpChannel channel = PingSocket.Open(plan, clock, logger);
        try
        {
            return new(plan, renderer, channel, clock, logger, invocation);
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    /// <summary>The exit status: 0 when the target answered at least once and the recording is whole.</summary>
    public int Run()
    {
        _tap?.Start();
        var session = new PingSession(_plan.Settings, _renderer.Show);
        var ending = new Ending(_invocation);
        ending.Run(() => Loop(session));
        ending.Run(Close);
        ending.Summarize(() => _renderer.Finish(session.Statistics));
        if (session.Statistics.Received == 0) ending.Worsen(ExitCode.SaidNo);
        return ending.Status;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _channel.Dispose();
        _tap?.Dispose();
        _file?.Dispose();
    }

    // The file is made only when it is certain that there will be something in it.
    private WireTap OpenTap(ILogger logger, string file)
    {
        var link = Link.ByIndex(_plan.Target.Route.InterfaceIndex);
        Log.Taps(logger, link.Name);
        return WireTap.Open(link, () => _file = CaptureFile.OfWire(file, link),
            new Exchange(new EchoRequests(_plan.Settings).Has, Relation.EchoReply, Relation.Error).Holds);
    }

    private void Loop(PingSession session)
    {
        _renderer.Start(_plan, _channel.IsRaw ? "raw" : "ping", session.CookieLength);
        var loop = new ProbeLoop(session, _channel, _clock)
        {
            IsStopWanted = () => _stop.IsSet,
            Status = () => _renderer.Status(session.Statistics)
        };
        _stop.Status = loop.RequestStatus;
        loop.Run();
    }

    private void Close()
    {
        _tap?.Close();
        if (_tap is { Dropped: > 0 })
            _invocation.Complain($"{_tap.Dropped} frames came too fast for the recording and are missing in '{_plan.File}'");
    }
}
