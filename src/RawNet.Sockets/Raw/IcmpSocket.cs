using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A ping socket (SOCK_DGRAM with ICMP or ICMPv6, icmp(7)): echo without any privilege where net.ipv4.ping_group_range
/// holds the user's group.</summary>
/// <remarks>The kernel takes echo requests only (type 8 or 128, code 0; newer kernels also extended echo), else EINVAL;
/// it overwrites the identifier and the checksum, and gives only the replies with this socket's identifier, without an IP header.
/// ICMP errors come by IP_RECVERR only. The range is "1 0" by default: then even root gets EACCES.</remarks>
public sealed class IcmpSocket : InternetSocket
{
    private IcmpSocket(AddressFamily family)
        : base(family, Constants.SOCK_DGRAM, family == AddressFamily.InterNetwork ? Constants.IPPROTO_ICMP : Constants.IPPROTO_ICMPV6) =>
        // on by default for ping sockets alone: two with one identifier would take each other's replies
        Set(GeneralOption.ReuseAddress, false);

    /// <summary>The ICMP identifier of everything this socket sends and gets; 0 until the first send
    /// or <see cref="BindIdentifier"/>.</summary>
    public ushort Identifier => LocalPort;

    /// <summary>Opens a ping socket.</summary>
    /// <exception cref="SystemCallException">EACCES: the group is outside net.ipv4.ping_group_range.</exception>
    public static IcmpSocket Open(AddressFamily family) => new(family);

    /// <summary>Chooses the identifier, and with an address other than 0.0.0.0 or :: the source.</summary>
    /// <exception cref="SystemCallException">EADDRINUSE: another ping socket of this host has the identifier.</exception>
    public void BindIdentifier(ScopedAddress address, ushort identifier) => Bind(address, identifier);
}
