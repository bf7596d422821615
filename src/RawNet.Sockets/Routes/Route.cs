using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>How the kernel would send to a destination now, from the network namespace of the thread that asks.</summary>
/// <param name="Source">The address it would choose.</param>
/// <param name="InterfaceIndex">Where it would leave.</param>
/// <param name="NextHop">The gateway; null when the destination is on the link itself.</param>
/// <param name="Kind">What the destination is.</param>
public sealed record Route(IPAddress Source, int InterfaceIndex, IPAddress? NextHop, RouteKind Kind)
{
    /// <summary>The source address that the kernel chooses for packets to this destination.</summary>
    /// <param name="destination">An IPv6 link-local address needs its scope.</param>
    /// <param name="interfaceName">Restricts to the routes of one interface.</param>
    /// <exception cref="SystemCallException">ENETUNREACH: there is no route. ENODEV: no such interface.
    /// ENETDOWN: loopback is down.</exception>
    public static IPAddress SourceFor(IPAddress destination, string? interfaceName = null)
    {
        using SourceLookup lookup = new(destination.AddressFamily, interfaceName);
        return lookup.For(destination);
    }

    /// <summary>Source, interface and next hop, as <c>ip route get</c> tells them.</summary>
    /// <param name="destination">An IPv6 link-local address needs its scope.</param>
    /// <param name="interfaceIndex">Restricts to the routes of one interface; 0 for any.</param>
    /// <exception cref="SystemCallException">ENETUNREACH: there is no route. ENETDOWN: loopback is down.</exception>
    public static Route To(IPAddress destination, int interfaceIndex = 0)
    {
        CheckLoopback(destination);
        int index = interfaceIndex == 0 && destination.AddressFamily == AddressFamily.InterNetworkV6
            ? (int)destination.ScopeId
            : interfaceIndex;
        Route? route = null;
        NetlinkQuery.Ask("route", destination.ToString(), Constants.RTM_GETROUTE, 0,
            Request(destination, index), payload => route = Read(payload, destination));
        return route ?? throw new SystemCallException("route", (int)ErrorNumber.ENETUNREACH, destination.ToString());
    }

    /// <summary>Does nothing for addresses of other hosts. The routes of loopback outlive it: what is sent
    /// there is taken and lost.</summary>
    /// <exception cref="SystemCallException">ENETDOWN: the destination is a loopback address, and loopback is down.</exception>
    public static void CheckLoopback(IPAddress destination)
    {
        if (IPAddress.IsLoopback(destination) && Link.All().FirstOrDefault(link => link.IsLoopback) is { IsUp: false })
            throw new SystemCallException("route", (int)ErrorNumber.ENETDOWN, destination.ToString());
    }

    /// <summary>The body of RTM_GETROUTE.</summary>
    internal static byte[] Request(IPAddress destination, int index = 0)
    {
        byte[] address = destination.GetAddressBytes();
        byte[] message = new byte[Unsafe.SizeOf<RouteMessage>()];
        MemoryMarshal.Write(message, new RouteMessage
        {
            rtm_family = address.Length == 4 ? (byte)Constants.AF_INET : (byte)Constants.AF_INET6,
            rtm_dst_len = (byte)(address.Length * 8)
        });
        byte[] request = [.. message, .. NetlinkQuery.Attribute(Constants.RTA_DST, address)];
        return index == 0 ? request : [.. request, .. NetlinkQuery.Attribute(Constants.RTA_OIF, BitConverter.GetBytes(index))];
    }

    private static Route Read(ReadOnlySpan<byte> payload, IPAddress destination)
    {
        ReadOnlySpan<byte> attributes = payload[Unsafe.SizeOf<RouteMessage>()..];
        ReadOnlySpan<byte> source = NetlinkQuery.Find(attributes, Constants.RTA_PREFSRC);
        ReadOnlySpan<byte> gateway = NetlinkQuery.Find(attributes, Constants.RTA_GATEWAY);
        return new Route(
            source.IsEmpty ? SourceFor(destination) : new IPAddress(source),
            MemoryMarshal.Read<int>(NetlinkQuery.Find(attributes, Constants.RTA_OIF)),
            gateway.IsEmpty ? null : new IPAddress(gateway),
            KindOf(payload));
    }

    /// <summary>What an answer to it says the destination is.</summary>
    internal static RouteKind KindOf(ReadOnlySpan<byte> payload) => KindOf(MemoryMarshal.Read<RouteMessage>(payload).rtm_type);

    private static RouteKind KindOf(int type) => type switch
    {
        Constants.RTN_LOCAL => RouteKind.Local,
        Constants.RTN_BROADCAST => RouteKind.Broadcast,
        Constants.RTN_MULTICAST => RouteKind.Multicast,
        _ => RouteKind.Unicast,
    };
}
