using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>IP:PORT; raw sockets have no ports.</summary>
internal sealed class InternetForm(int family) : AddressForm
{
    private bool IsV6 => family == Constants.AF_INET6;

    public override string Syntax => "IP:PORT (IPv6 in brackets), without a port for raw";

    public override string Example => IsV6 ? "[::1]:7" : "127.0.0.1:7";

    public override EndPoint Parse(string text, SocketKind kind)
    {
        bool hasPort = kind.Type != SocketType.Raw;
        IPEndPoint? address = hasPort
            ? WithPort(text)
            : ScopedAddress.TryParse(text is ['[', .. var inner, ']'] ? inner : text, out ScopedAddress alone)
                ? new IPEndPoint(alone.ToIPAddress(), 0)
                : null;
        return address is not null && IsOurs(address.AddressFamily, kind) ? address : throw Wrong(text, kind);
    }

    public override string Format(EndPoint address, SocketKind kind) =>
        kind.Type != SocketType.Raw ? address.ToString()! : ((IPEndPoint)address).Address.ToString();

    // RDS takes both.
    private bool IsOurs(AddressFamily given, SocketKind kind) =>
        given == (IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork) || kind.Family.Number == Constants.AF_RDS;

    // IPEndPoint.Parse takes an address alone, and "1:7" for the address ::1:7.
    private static IPEndPoint? WithPort(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return null;
        string host = text[..colon];
        bool isBracketed = host[0] == '[' && host[^1] == ']';
        if (host.Contains(':', StringComparison.Ordinal) != isBracketed
            || !ScopedAddress.TryParse(isBracketed ? host[1..^1] : host, out ScopedAddress address))
            return null;
        return new IPEndPoint(address.ToIPAddress(), port);
    }
}
