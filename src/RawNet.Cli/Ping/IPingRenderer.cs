using RawNet.Probing;

namespace RawNet.Cli.Ping;

/// <summary>Shows a run of <c>ping</c>, one way or another.</summary>
internal interface IPingRenderer : IDisposable
{
    /// <param name="plan">With the identifier that is on the wire.</param>
    /// <param name="socket">raw or ping.</param>
    /// <param name="cookieLength">Bytes of the cookie that requests carry.</param>
    void Start(PingPlan plan, string socket, int cookieLength);

    void Show(in PingEvent happened);

    /// <summary>The figures so far; the run goes on.</summary>
    void Status(PingStatistics statistics);

    void Finish(PingStatistics statistics);
}
