using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Asks the kernel which source address it chooses for a destination, as often as wanted over one datagram socket,
/// in the network namespace of the thread that opens it. Nothing is sent: connecting only looks the route up.</summary>
public sealed class SourceLookup : IDisposable
{
    private const int AddressLength = 28;
    private const ushort DiscardPort = 9;
    private static readonly byte[] _nowhere = new byte[16]; // AF_UNSPEC: connect(2) then dissolves what was connected
    private readonly AddressFamily _family;
    private readonly string? _interfaceName;
    private readonly SafeDescriptor _socket;

    /// <param name="family">Of the destinations: IPv4 or IPv6.</param>
    /// <param name="interfaceName">Restricts to the routes of one interface.</param>
    /// <exception cref="SystemCallException">EMFILE: no descriptor is left.</exception>
    public SourceLookup(AddressFamily family, string? interfaceName = null)
    {
        (_family, _interfaceName) = (family, interfaceName);
        int number = family == AddressFamily.InterNetwork ? Constants.AF_INET : Constants.AF_INET6;
        _socket = new(
            SystemCall.Checked(OpenCalls.Open(number, Constants.SOCK_DGRAM, Constants.IPPROTO_UDP),
                $"socket({Names.Family(number)}, SOCK_DGRAM, 17)"));
    }

    /// <summary>The source address of packets to this destination.</summary>
    /// <param name="destination">An IPv6 link-local address needs its scope.</param>
    /// <exception cref="SystemCallException">ENETUNREACH: there is no route. ENODEV: no such interface.
    /// ENETDOWN: loopback is down.</exception>
    public IPAddress For(IPAddress destination)
    {
        CheckLoopback(destination);
        // Dissolving takes the interface away as well.
        SystemCall.Checked(OpenCalls.Connect(_socket, _nowhere), "connect(AF_UNSPEC)");
        GeneralOption.Broadcast.Set(_socket, true);
        if (_interfaceName is not null) GeneralOption.BindToDevice.Set(_socket, _interfaceName);
        Span<byte> name = stackalloc byte[AddressLength];
        int length = ScopedAddress.From(destination).WriteSocketAddress(name, DiscardPort);
        SystemCall.Checked(OpenCalls.Connect(_socket, name[..length]),
            $"connect({Names.Family(_family == AddressFamily.InterNetwork ? Constants.AF_INET : Constants.AF_INET6)})",
            destination.ToString());
        SystemCall.Checked(OpenCalls.Name(_socket, name), "getsockname");
        return ScopedAddress.FromSocketAddress(name).ToIPAddress();
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // The routes of loopback outlive it: what is sent there is taken and lost.
    private void CheckLoopback(IPAddress destination)
    {
        if (IPAddress.IsLoopback(destination) && !InterfaceCall.IsUp(_socket, "lo"))
            throw new SystemCallException("route", (int)ErrorNumber.ENETDOWN, destination.ToString());
    }
}
