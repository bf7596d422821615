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
    private readonly Action<string> _note;

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public LoggedChannel(Link link, ILogger logger, Action<string> note)
    {
        (_link, _logger, _note) = (link, logger, note);
        Log.Taps(logger, link.Name);
        Log.Sets(logger, "SO_ATTACH_FILTER", "IGMP and MLD");
        if (!link.IsLoopback) Log.Sets(logger, "PACKET_ADD_MEMBERSHIP", "PACKET_MR_ALLMULTI");
        Channel = new(link, GroupTraffic.FilterFor(link.LinkType));
    }

    public GroupChannel Channel { get; }

    /// <summary>Messages that the kernel did not take: a full queue, an interface that is down.</summary>
    public long Failed { get; private set; }

    /// <summary>False when the kernel did not take it; the first time it is said why. A protocol that repeats itself lives with a loss.</summary>
    public bool Send(GroupDialect dialect, in GroupSending sending, MacAddress from)
    {
        try
        {
            byte[] frame = Channel.Send(dialect, sending, from);
            Log.Sends(_logger, _link.Name, frame.Length);
            return true;
        }
        catch (SystemCallException refusal)
        {
            if (Failed++ == 0) _note(refusal.Message);
            return false;
        }
    }

    public void Dispose() => Channel.Dispose();
}
