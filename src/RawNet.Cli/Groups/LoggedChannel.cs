using Microsoft.Extensions.Logging;
using RawNet.Cli.Monitoring;
using RawNet.Probing.Groups;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Groups;

/// <summary>The interface of hosts or a querier; <c>-v</c> tells what the kernel is asked.</summary>
internal sealed class LoggedChannel : IDisposable
{
    private readonly Link _link;
    private readonly ILogger _logger;

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public LoggedChannel(Link link, ILogger logger)
    {
        (_link, _logger) = (link, logger);
        Log.Taps(logger, link.Name);
        Log.Sets(logger, "SO_ATTACH_FILTER", "IGMP and MLD");
        if (!link.IsLoopback) Log.Sets(logger, "PACKET_ADD_MEMBERSHIP", "PACKET_MR_ALLMULTI");
        Channel = new(link, GroupTraffic.FilterFor(link.LinkType));
    }

    public GroupChannel Channel { get; }

    public void Send(GroupDialect dialect, in GroupSending sending, MacAddress from)
    {
        byte[] frame = Channel.Send(dialect, sending, from);
        Log.Sends(_logger, _link.Name, frame.Length);
    }

    public void Dispose() => Channel.Dispose();
}
