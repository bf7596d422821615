using System.Net;
using System.Net.Sockets;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Ping;

/// <summary>Who is pinged, and the way there.</summary>
/// <param name="Host">As it was typed.</param>
/// <param name="Address">With its scope when link-local.</param>
/// <param name="Name">Its name for people, or null when only the address is to be shown.</param>
/// <param name="Route">How the kernel would send to it.</param>
internal sealed record PingTarget(string Host, IPAddress Address, string? Name, Route Route)
{
    /// <summary>A group or a broadcast address: anyone may answer.</summary>
    public bool IsGroup => Route.Kind is RouteKind.Broadcast or RouteKind.Multicast || Address.Equals(IPAddress.Broadcast);

    /// <exception cref="UsageException">There is no such host, or several links where it may be.</exception>
    /// <exception cref="SystemCallException">There is no route to it.</exception>
    public static PingTarget Find(string host, AddressFamily family, InterfaceChoice? choice, NameService names, bool showsName)
    {
        bool isLiteral = AddressText.TryParse(host, out IPAddress? address);
        address ??= names.AddressOf(CheckedName(host), family);
        if (family != AddressFamily.Unspecified && address.AddressFamily != family)
            throw new UsageException($"'{host}' is no IPv{(family == AddressFamily.InterNetwork ? 4 : 6)} address; "
                + $"leave -{(family == AddressFamily.InterNetwork ? 4 : 6)} out");
        address = OnItsLink(ThisHost(address), choice);
        string? name = isLiteral || !showsName ? null : names.NameOf(address);
        return new(host, address, name, Route.To(address, choice is { Address: null } ? choice.Link.Index : 0));
    }

    // The resolver would take some of these for this host, or for an address behind brackets.
    private static string CheckedName(string host)
    {
        if (string.IsNullOrWhiteSpace(host)) throw new UsageException("HOST is empty: an address or a name is wanted");
        return HostName.CanBe(host)
            ? host
            : throw new UsageException($"'{host}' is no host: an address without brackets and port, or a name, is wanted");
    }

    // 0.0.0.0 and :: as a destination mean this host.
    private static IPAddress ThisHost(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;

    private static IPAddress OnItsLink(IPAddress address, InterfaceChoice? choice)
    {
        if (address is not { IsIPv6LinkLocal: true } and not { IsIPv6Multicast: true }) return address;
        if (address.ScopeId == 0)
            return choice is not null ? On(choice.Link) : IsOfOneLink(address) && OnlyLink(address) is { } only ? On(only) : address;
        bool isElsewhere = choice is not null && choice.Link.Index != address.ScopeId
            && (choice.Address is null || choice.Address.IsIPv6LinkLocal);
        return isElsewhere
            ? throw new UsageException(
                $"{new ScopedText().Of(address)} is not on {choice!.Link.Name}: leave -I out, or name the same interface")
            : address;

        IPAddress On(Link link) => new(address.GetAddressBytes(), link.Index);
    }

    // RFC 4291, 2.5.6 and 2.7: fe80::/10, and groups of scope 1 and 2. The kernel routes them by their scope,
    // and on a ping socket not without.
    private static bool IsOfOneLink(IPAddress address) => address.IsIPv6LinkLocal || Ipv6Address.From(address).IsMulticastOfLink;

    private static Link? OnlyLink(IPAddress address) => Link.All().Where(l => l is { IsUp: true, IsLoopback: false }).ToArray() switch
    {
        [] => null,
        [var only] => only,
        var links => throw new UsageException(
            $"{address} may be on any link: say which, {string.Join(" or ", links.Select(l => $"{address}%{l.Name}"))}"),
    };
}
