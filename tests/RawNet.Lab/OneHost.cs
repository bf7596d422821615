using System.Net;

namespace RawNet.Lab;

/// <summary>A lone host with nothing but <c>lo</c>: loopback traffic that no other test disturbs.</summary>
public static class OneHost
{
    public static Host Create() => new("lo", IPAddress.Loopback, IPAddress.IPv6Loopback);
}
