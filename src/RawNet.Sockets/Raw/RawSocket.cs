using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A raw IPv4 or IPv6 socket of any protocol (raw(7)). It gets a copy of every packet of its protocol,
/// this host's own and other programs' included.</summary>
/// <remarks>Received IPv4 messages start with the IP header, whose length varies and whose fragments are already joined;
/// received IPv6 messages never have one: hop limit, traffic class and destination come by options into <see cref="ReceivedMessage"/>.
/// Protocol 255 (IPPROTO_RAW) is for sending, its header included from the start; it receives packets of protocol 255 and no others.
/// On ICMPv6 the kernel computes the checksum; on other IPv6 protocols where <see cref="Ipv6Option.Checksum"/> says;
/// with a header included never.</remarks>
public sealed class RawSocket : InternetSocket
{
    private RawSocket(AddressFamily family, int protocol)
        : base(family, Constants.SOCK_RAW, protocol)
    {
    }

    /// <summary>Whether the caller writes the IP header (IP_HDRINCL, IPV6_HDRINCL). What the kernel does
    /// with an IPv4 header all the same:</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>field</term><description>what goes out</description></listheader>
    /// <item><term>total length, checksum</term><description>always the kernel's; to send wrong ones
    /// use a <see cref="PacketSocket"/></description></item>
    /// <item><term>source 0.0.0.0</term><description>the route's source address; any other source is kept,
    /// foreign ones too</description></item>
    /// <item><term>identification 0</term><description>filled, but only while DF is clear</description></item>
    /// <item><term>version, TOS, TTL (0 too), protocol, flags, offset, options, destination</term><description>as
    /// given</description></item>
    /// <item><term>header length below 5</term><description>EINVAL</description></item>
    /// <item><term>header length beyond the packet, or packet below 20 bytes</term><description>EINVAL</description></item>
    /// <item><term>packet longer than the interface's MTU</term><description>EMSGSIZE: never fragmented</description></item>
    /// <item><term>IP_OPTIONS set on the socket, even if cleared since</term><description>EINVAL</description></item>
    /// <item><term>IP_TTL, IP_TOS of the socket</term><description>ignored</description></item>
    /// </list>
    /// The packet is routed by the destination given to Send, not by the header's; firewall rules of the output chain apply.
    /// The fields are in network order here; <see cref="HeaderByteOrder"/> tells where they are not. An IPv6 header is sent unchanged:
    /// not even the source or a checksum is filled.
    /// </remarks>
    public bool HeaderIncluded
    {
        get => Get(HeaderOption);
        set => Set(HeaderOption, value);
    }

    private SocketOption<bool> HeaderOption => Family == AddressFamily.InterNetwork ? IpOption.HeaderIncluded : Ipv6Option.HeaderIncluded;

    /// <summary>Opens a raw socket.</summary>
    /// <param name="family">InterNetwork or InterNetworkV6.</param>
    /// <param name="protocol">The IP protocol number, 0 to 255, also those that System.Net.Sockets does not know.
    /// 0 ends in EPROTONOSUPPORT.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public static RawSocket Open(AddressFamily family, byte protocol) => new(family, protocol);
}
