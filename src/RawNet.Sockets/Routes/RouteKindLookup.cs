using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Asks the kernel what a destination is, as often as wanted over one socket, in the network namespace
/// of the thread that opens it.</summary>
internal sealed class RouteKindLookup : IDisposable
{
    private readonly NetlinkQuery _query = new();

    /// <summary>Null where there is no route to it.</summary>
    /// <param name="destination">An IPv6 link-local address needs its scope; one of IPv4 in IPv6's form is taken as IPv4's.</param>
    public RouteKind? For(IPAddress destination)
    {
        IPAddress asked = destination.IsIPv4MappedToIPv6 ? destination.MapToIPv4() : destination;
        RouteKind? kind = null;
        try
        {
            _query.Put("route", asked.ToString(), Constants.RTM_GETROUTE, 0,
                Route.Request(asked, ScopeOf(asked)), payload => kind = Route.KindOf(payload));
        }
        catch (SystemCallException refusal) when ((ErrorNumber)refusal.ErrorNumber is ErrorNumber.ENETUNREACH or ErrorNumber.EHOSTUNREACH)
        {
            return null;
        }
        return kind;
    }

    /// <inheritdoc/>
    public void Dispose() => _query.Dispose();

    private static int ScopeOf(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? (int)address.ScopeId : 0;
}
