using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary><see cref="HostPort"/>; raw sockets have no ports.</summary>
internal sealed class InternetForm(int family) : AddressForm
{
    private bool IsV6 => family == Constants.AF_INET6;

    private AddressFamily Ours => IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    public override string Syntax =>
        "HOST:PORT (IPv6 in brackets), PORT alone for loopback, *:PORT for every address, without a port for raw";

    public override string Example => IsV6 ? "[::1]:7" : "127.0.0.1:7";

    public override EndPoint Parse(string text, SocketKind kind)
    {
        bool asksNobody = TryRead(text, kind, out HostPort? host)
            && (host.Host is null || host.IsEveryAddress || ScopedAddress.TryParse(host.Host, out _));
        return asksNobody ? Resolve(text, kind, TimeSpan.Zero) : throw Wrong(text, kind);
    }

    public override EndPoint Resolve(string text, SocketKind kind, TimeSpan time, CancellationToken cancellation = default)
    {
        if (!TryRead(text, kind, out HostPort? host))
            throw Wrong(text, kind);
        bool isLiteral = host.Host is { } name && ScopedAddress.TryParse(name, out _);
        IPEndPoint first = host.Resolve(isLiteral ? AddressFamily.Unspecified : Ours, time, cancellation)[0];
        return IsOurs(first.AddressFamily, kind) ? first : throw Wrong(text, kind);
    }

    public override string Format(EndPoint address, SocketKind kind) =>
        kind.Type != SocketType.Raw ? address.ToString()! : ((IPEndPoint)address).Address.ToString();

    private static bool TryRead(string text, SocketKind kind, [NotNullWhen(true)] out HostPort? host) =>
        HostPort.TryParse(text, hasPort: kind.Type != SocketType.Raw, out host);

    // RDS takes both.
    private bool IsOurs(AddressFamily given, SocketKind kind) => given == Ours || kind.Family.Number == Constants.AF_RDS;
}
