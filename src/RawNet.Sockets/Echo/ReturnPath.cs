using RawNet.Probing;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Answers leave from the address that was asked (RFC 1122, 4.1.3.5), those to a group or a broadcast from the interface's own:
/// packet information, ip(7) and ipv6(7), as it came and as it goes back.</summary>
internal sealed class ReturnPath
{
    /// <summary>Room for the packet information of both families: a socket of IPv6 also hears IPv4.</summary>
    public const int ControlLength = 128;

    private readonly byte[] _control = new byte[ControlLength];
    private int _length;

    private ReturnPath()
    {
    }

    /// <summary>The control messages that an answer takes along.</summary>
    public ReadOnlySpan<byte> Control => _control.AsSpan(0, _length);

    /// <summary>The address of IPv6 that was asked; unspecified when that was a group.</summary>
    public ScopedAddress Asked { get; private set; }

    /// <summary>Asks the kernel for packet information; null where a kind of socket has none.</summary>
    public static ReturnPath? Of(EchoSocket socket)
    {
        SocketKind kind = socket.Kind;
        bool isV6 = kind.Family == SocketFamily.Inet6;
        if (!(isV6 || kind.Family == SocketFamily.Inet) || kind.Protocol == Constants.IPPROTO_SCTP)
            return null;
        if (isV6)
            socket.Set(Ipv6Option.ReceivePacketInfo, true);
        if (!isV6 || kind.Type == System.Net.Sockets.SocketType.Dgram)
            socket.Set(IpOption.ReceivePacketInfo, true);
        return new ReturnPath();
    }

    /// <summary>Takes what came with a message.</summary>
    public void Read(ReadOnlySpan<byte> received)
    {
        _length = 0;
        foreach (ControlMessage message in new ControlMessages(received))
        {
            if (message.Is(Constants.IPPROTO_IP, Constants.IP_PKTINFO) && message.Read<PacketInfo>() is { } info)
                Put(Constants.IPPROTO_IP, Constants.IP_PKTINFO, new PacketInfo { ipi_spec_dst = info.ipi_spec_dst });
            else if (message.Is(Constants.IPPROTO_IPV6, Constants.IPV6_PKTINFO) && message.Read<Packet6Info>() is { } info6
                && !IsMapped(message.Data))
                Put(info6, message.Data);
        }
    }

    // The interface is said only where the address does not say enough.
    private void Put(Packet6Info info, ReadOnlySpan<byte> bytes)
    {
        NetworkAddress asked = NetworkAddress.From(bytes[..16]);
        bool isGroup = asked.IsMulticast;
        Packet6Info answer = new()
        {
            ipi6_addr = isGroup ? 0 : info.ipi6_addr,
            ipi6_ifindex = isGroup || asked.IsLinkLocal ? info.ipi6_ifindex : 0
        };
        Asked = ScopedAddress.From(isGroup ? new byte[16] : bytes[..16]);
        Put(Constants.IPPROTO_IPV6, Constants.IPV6_PKTINFO, answer);
    }

    private void Put<T>(int level, int type, T value)
        where T : unmanaged => _length = ControlMessages.Write(_control, level, type, value);

    // Of IPv4 on such a socket: IP_PKTINFO tells of it.
    private static bool IsMapped(ReadOnlySpan<byte> info) =>
        info[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]);
}
