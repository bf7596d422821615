using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>Shows a run of <c>igmp monitor</c>, one way or another.</summary>
internal interface IMonitorRenderer : IDisposable
{
    /// <summary>Calls the run; a renderer that needs the terminal for itself takes it meanwhile.</summary>
    void Around(MonitorPlan plan, Action run);

    void Happened(in GroupMonitorEvent happened);

    /// <summary>A message breaks a rule.</summary>
    void Found(in MonitorFinding found);

    /// <summary>Nothing waits in the kernel: what is buffered may be handed over, a table be drawn.</summary>
    void Idle(GroupMonitor monitor, long now);

    /// <summary>The memberships so far; the run goes on.</summary>
    void ShowTable(GroupMonitor monitor, long now);

    void Finish(GroupMonitor monitor, long now, MonitorSummary summary);
}
