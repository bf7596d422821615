using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Running;
using RawNet.Probing;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Common;

/// <summary>The interface of hosts or a querier; <c>-v</c> tells what the kernel is asked.</summary>
internal sealed class LoggedChannel : IPacketChannel, IDisposable
{
    private readonly FrameChannel _channel;
    private readonly Link _link;
    private readonly ILogger _logger;
    private readonly Action<string> _note;

    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public LoggedChannel(Link link, MonotonicClock clock, ILogger logger, Action<string> note)
    {
        (_link, _logger, _note) = (link, logger, note);
        Log.Taps(logger, link.Name);
        Log.Sets(logger, "SO_ATTACH_FILTER", "IGMP and MLD");
        if (!link.IsLoopback) Log.Sets(logger, "PACKET_ADD_MEMBERSHIP", "PACKET_MR_ALLMULTI");
        _channel = new(link, clock, GroupTraffic.FilterFor(link.LinkType));
    }

    /// <summary>Messages that left.</summary>
    public long Sent { get; private set; }

    /// <summary>Messages that the kernel did not take: a full queue, an interface that is down.</summary>
    public long Failed { get; private set; }

    /// <summary>Whether the interface went down or away.</summary>
    public LinkHistory History => _channel.History;

    /// <summary>The first failure is told. A protocol that repeats itself lives with a loss.</summary>
    public ProbeResult Send(in Probe probe)
    {
        ProbeResult result = _channel.Send(probe);
        if (result.Failure is { } failure)
        {
            if (Failed++ == 0) _note(failure);
            return result;
        }
        Sent++;
        Log.Sends(_logger, _link.Name, probe.Bytes.Length);
        return result;
    }

    public bool TryReceive(out ReceivedReply arrival) => _channel.TryReceive(out arrival);

    public void Wait(long until) => _channel.Wait(until);

    public void Dispose() => _channel.Dispose();
}
