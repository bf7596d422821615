using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Cli.Options;
using RawNet.Cli.Output;
using RawNet.Sockets;

namespace RawNet.Cli.Pinging;

/// <summary>Who is pinged, and the way there.</summary>
/// <param name="Host">As it was typed.</param>
/// <param name="Address">With its scope when link-local.</param>
/// <param name="Name">Its name for people, or null when only the address is to be shown.</param>
/// <param name="Route">How the kernel would send to it.</param>
internal sealed record PingTarget(string Host, IPAddress Address, string? Name, Route Route)
{
    /// <summary>A group or a broadcast address: anyone may answer.</summary>
    public bool IsGroup => Route.Kind is RouteKind.Broadcast or RouteKind.Multicast || Address.Equals(IPAddress.Broadcast);

    /// <exception cref="UsageException">There is no such host.</exception>
    /// <exception cref="SystemCallException">There is no route to it.</exception>
    public static PingTarget Find(string host, AddressFamily family, InterfaceChoice? choice, bool numeric)
    {
        bool isLiteral = TryLiteral(host, out IPAddress? address);
        address ??= Resolve(host, family);
        if (family != AddressFamily.Unspecified && address.AddressFamily != family)
            throw new UsageException($"'{host}' is no IPv{(family == AddressFamily.InterNetwork ? 4 : 6)} address; leave -{(family == AddressFamily.InterNetwork ? 4 : 6)} out");
        address = Reachable(address, choice);
        string? name = isLiteral || numeric ? null : NameOf(address);
        return new(host, address, name, Route.To(address, choice is { Address: null } ? choice.Link.Index : 0));
    }

    private static bool TryLiteral(string host, out IPAddress? address)
    {
        int percent = host.IndexOf('%', StringComparison.Ordinal);
        if (percent < 0) return IPAddress.TryParse(host, out address);
        bool isAddress = IPAddress.TryParse(host[..percent], out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        address = isAddress ? new IPAddress(address!.GetAddressBytes(), ScopeOf(host[(percent + 1)..])) : null;
        return isAddress;
    }

    private static int ScopeOf(string zone) =>
        int.TryParse(zone, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : Link.ByName(zone).Index;

    private static IPAddress Resolve(string host, AddressFamily family)
    {
        try
        {
            IPAddress[] found = Dns.GetHostAddresses(host, family);
            return found.Length > 0 ? found[0] : throw new UsageException($"'{host}' has no address of that family");
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new UsageException($"there is no host '{host}': {e.Message}");
        }
    }

    // 0.0.0.0 and :: as a destination mean this host; a link-local address lies on the link that was chosen.
    private static IPAddress Reachable(IPAddress address, InterfaceChoice? choice)
    {
        if (address.Equals(IPAddress.Any)) return IPAddress.Loopback;
        if (address.Equals(IPAddress.IPv6Any)) return IPAddress.IPv6Loopback;
        bool needsScope = (address.IsIPv6LinkLocal || address.IsIPv6Multicast) && address.ScopeId == 0;
        return needsScope && choice is not null ? new IPAddress(address.GetAddressBytes(), choice.Link.Index) : address;
    }

    private static string? NameOf(IPAddress address)
    {
        try
        {
            return Printable.Of(Dns.GetHostEntry(address).HostName);
        }
        catch (SocketException)
        {
            return null; // it has none
        }
    }
}
