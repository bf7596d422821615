using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Common;

/// <summary>Shows a run of emulated hosts or of a querier.</summary>
internal interface IGroupRenderer : IDisposable
{
    void Start(string interfaceName, NetworkAddress address, int hosts);

    /// <summary>A message left.</summary>
    void Sent(in GroupSending sending);

    /// <summary>Hosts heard a query.</summary>
    void Heard(long time, NetworkAddress from, GroupQuery query, QueryVerdict verdict);

    /// <summary>Something happened to the querier.</summary>
    void Happened(in GroupQuerierEvent happened);

    /// <summary>The querier's groups at the end.</summary>
    void Table(GroupQuerier querier, long now);

    /// <summary>Nothing waits: what is buffered may be handed over.</summary>
    void Idle();

    /// <param name="failed">Messages that the kernel did not take.</param>
    /// <param name="link">Whether the interface went down or away.</param>
    void Finish(long failed, LinkHistory link);
}
