using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Diagnostics.CodeAnalysis;

namespace RawNet.Sockets;

/// <summary>Where a socket of IP is, as people type it: HOST:PORT with a name or an address, IPv6 in brackets; PORT alone is on loopback,
/// :PORT and *:PORT on every address of the host. Raw sockets have no ports: HOST, or * for every address.</summary>
public sealed record HostPort
{
    private const string Everywhere = "*";

    private HostPort(string? host, int port) => (Host, Port) = (host, port);

    /// <summary>A name or an address with its scope, without brackets; * for every address, null for loopback.</summary>
    public string? Host { get; }

    /// <summary>0 for the kernel's choice, and of raw sockets.</summary>
    public int Port { get; }

    /// <summary>Whether it means every address of this host: one to listen on, none to call.</summary>
    public bool IsEveryAddress => Host == Everywhere;

    /// <summary>False when it is none, or an IPv6 address and a port that cannot be told apart.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="hasPort">Whether the socket has ports.</param>
    /// <param name="parsed">What it means.</param>
    public static bool TryParse(string text, bool hasPort, [NotNullWhen(true)] out HostPort? parsed)
    {
        parsed = hasPort ? WithPort(text) : IsNumber(text) ? null : WithHost(text, 0);
        return parsed is not null;
    }

    /// <summary>The addresses meant, the one to try first in front (<see cref="HostName.Resolve(string, AddressFamily)"/>).</summary>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified: then loopback and every address are IPv4's.</param>
    /// <param name="time">How long the resolver is waited for.</param>
    /// <param name="cancellation">Ends the wait at once.</param>
    /// <exception cref="HostNameException">There are none; the reason says why.</exception>
    /// <exception cref="SystemCallException">ENODEV: there is no such interface behind the percent sign.</exception>
    public IReadOnlyList<IPEndPoint> Resolve(AddressFamily family, TimeSpan time, CancellationToken cancellation = default)
    {
        bool isV6 = family == AddressFamily.InterNetworkV6;
        IReadOnlyList<IPAddress> found = Host switch
        {
            null => [isV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback],
            Everywhere => [isV6 ? IPAddress.IPv6Any : IPAddress.Any],
            _ => HostName.Resolve(Host, family, time, cancellation),
        };
        return [.. found.Select(address => new IPEndPoint(address, Port))];
    }

    private static HostPort? WithPort(string text)
    {
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "" : text[..colon];
        bool hasPort = ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port);
        if (!hasPort)
            return null;
        if (colon <= 0)
            return new(colon < 0 ? null : Everywhere, port);
        bool isBracketed = host[0] == '[' && host[^1] == ']';
        return host.Contains(':', StringComparison.Ordinal) == isBracketed ? WithHost(host, port) : null;
    }

    private static HostPort? WithHost(string host, int port)
    {
        string inner = host is ['[', .. var between, ']'] ? between : host;
        return inner == Everywhere || HostName.CanBe(inner) || IsAddress(inner) ? new(inner, port) : null;
    }

    // The scope's interface need not be there yet: who resolves says so.
    private static bool IsAddress(string text) => ScopedAddress.TryParse(text.Split('%')[0], out ScopedAddress address)
        && (address.Family == AddressFamily.InterNetworkV6 || !text.Contains('%', StringComparison.Ordinal));

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
