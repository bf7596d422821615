using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Output;
using RawNet.Probing;
using RawNet.Sockets;

namespace RawNet.Cli.Pinging;

/// <summary>Opens what a plan needs, in the order that keeps promises: first the socket, which may choose the identifier, then the tap, then the first request.</summary>
internal sealed class PingRun(PingPlan plan, IPingRenderer renderer, ILogger logger, Invocation invocation)
{
    /// <summary>The exit status: 0 when the target answered at least once and the recording is whole.</summary>
    public int Run()
    {
        var clock = new MonotonicClock();
        Log.Routes(logger, plan.Target.Address, plan.Target.Route.InterfaceIndex, plan.Target.Route.Source);
        using IcmpChannel channel = PingSocket.Open(plan, clock, logger);
        PingPlan actual = plan with { Settings = plan.Settings with { Identifier = channel.Identifier } };
        using CaptureFileOnDemand file = new(plan.File);
        using WireTap? tap = file.IsWanted ? OpenTap(actual, file) : null;
        var session = new PingSession(actual.Settings, renderer.Show);
        renderer.Start(actual, channel.IsRaw ? "raw" : "ping", session.CookieLength);
        var ending = new Ending(invocation);
        ending.Run(() => Loop(session, channel, clock));
        ending.Run(() => Close(tap));
        ending.Run(() => renderer.Finish(session.Statistics));
        if (session.Statistics.Received == 0) ending.Worsen(ExitCode.SaidNo);
        return ending.Status;
    }

    private WireTap OpenTap(PingPlan actual, CaptureFileOnDemand file)
    {
        var link = Link.ByIndex(actual.Target.Route.InterfaceIndex);
        Log.Taps(logger, link.Name);
        return WireTap.Open(link, () => file.Open(link), new PingRecord(actual.Settings).Holds);
    }

    private void Loop(PingSession session, IcmpChannel channel, MonotonicClock clock)
    {
        using var stop = new StopSignal();
        var loop = new ProbeLoop(session, channel, clock) { IsStopWanted = () => stop.IsSet, Status = () => renderer.Status(session.Statistics) };
        using var status = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context =>
        {
            context.Cancel = true;
            loop.RequestStatus();
        });
        loop.Run();
    }

    private void Close(WireTap? tap)
    {
        tap?.Close();
        if (tap is { Dropped: > 0 }) invocation.Complain($"{tap.Dropped} frames came too fast for the recording and are missing in '{plan.File}'");
    }
}

/// <summary>The file of <c>--write</c>, made only when it is certain that there will be something in it.</summary>
internal sealed class CaptureFileOnDemand(string? name) : IDisposable
{
    private CaptureFile? _file;

    public bool IsWanted => name is not null;

    public CaptureFile Open(Link link) => _file = CaptureFile.OfWire(name!, link);

    public void Dispose() => _file?.Dispose();
}
