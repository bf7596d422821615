using System.Net;

namespace RawNet.Sockets;

/// <summary>How a channel of echo requests is set up.</summary>
/// <param name="Target">Where everything is sent to; a link-local address needs its scope.</param>
/// <param name="Clock">Gives arrival times.</param>
public sealed record IcmpChannelSettings(IPAddress Target, MonotonicClock Clock)
{
    /// <summary>The source of what is sent; null leaves it to the route.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Only by this interface; null leaves it to the route.</summary>
    public string? InterfaceName { get; init; }

    /// <summary>TTL or hop limit; null leaves the system's.</summary>
    public byte? HopLimit { get; init; }

    /// <summary>TOS or traffic class; null leaves 0.</summary>
    public byte? TrafficClass { get; init; }

    /// <summary>Broadcasts may be sent.</summary>
    public bool Broadcast { get; init; }

    /// <summary>The packets sent begin with their IP header (IP_HDRINCL, IPV6_HDRINCL). Raw sockets only.</summary>
    public bool HeaderIncluded { get; init; }
}
