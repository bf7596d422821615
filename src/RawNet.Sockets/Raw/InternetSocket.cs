using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What raw sockets and ping sockets share: addresses, sending, receiving with control messages, the error queue.</summary>
public abstract class InternetSocket : DatagramSocket
{
    private const int AddressLength = 28; // sockaddr_in6
    private const int ControlLength = 256;

    private protected InternetSocket(AddressFamily family, int type, int protocol)
        : base(NumberOf(family), type, protocol) => Family = family;

    /// <summary>InterNetwork or InterNetworkV6.</summary>
    public AddressFamily Family { get; }

    /// <summary>The address bound to, or chosen by connect; 0.0.0.0 or :: before.</summary>
    public ScopedAddress LocalAddress => ScopedAddress.FromSocketAddress(LocalName(stackalloc byte[AddressLength]));

    /// <summary>sin_port, in the place of sin6_port: of a ping socket the ICMP identifier.</summary>
    private protected ushort LocalPort =>
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Read<InternetSocketAddress>(LocalName(stackalloc byte[AddressLength])).sin_port);

    /// <summary>Only messages to this address come in, and it is the source of what is sent. It must be this host's,
    /// or IP_FREEBIND be set.</summary>
    public void Bind(ScopedAddress address) => Bind(address, 0);

    /// <summary>Only messages from this address come in, ICMP errors from others included no more,
    /// and <see cref="Send(ReadOnlySpan{byte})"/> goes to it.</summary>
    public void Connect(ScopedAddress address)
    {
        Span<byte> name = stackalloc byte[AddressLength];
        SystemCall.Checked(OpenCalls.Connect(Handle, name[..address.WriteSocketAddress(name, 0)]), "connect", address.ToString());
    }

    /// <summary>Sends to the connected peer and returns the bytes taken.</summary>
    /// <exception cref="SystemCallException">EDESTADDRREQ without <see cref="Connect"/>; otherwise as the other overload.</exception>
    public int Send(ReadOnlySpan<byte> message) => Send(message, default, default);

    /// <summary>Sends one message and returns the bytes taken; allocates nothing. The kernel routes by this destination,
    /// whatever a header in the message says.</summary>
    /// <exception cref="SystemCallException">EMSGSIZE, ENETUNREACH, EACCES (broadcast), EPERM (a firewall rule here),
    /// EINVAL (a header that cannot be). A raw IPv4 socket's packet dropped by a full queue is an error (ENOBUFS) only with IP_RECVERR;
    /// without it the kernel says that it was sent. With IP_RECVERR a local EMSGSIZE may stand on the error queue twice.</exception>
    public int Send(ReadOnlySpan<byte> message, ScopedAddress destination)
    {
        Span<byte> name = stackalloc byte[AddressLength];
        return Send(message, name[..destination.WriteSocketAddress(name, 0)], destination);
    }

    /// <summary>The same with a hop limit and a traffic class of its own; null leaves the socket's (ip(7), ipv6(7): IP_TTL, IP_TOS,
    /// IPV6_HOPLIMIT, IPV6_TCLASS).</summary>
    /// <exception cref="SystemCallException">EINVAL: an IPv4 TTL of 0; otherwise as the other overload.</exception>
    public int Send(ReadOnlySpan<byte> message, ScopedAddress destination, byte? hopLimit, byte? trafficClass)
    {
        if (hopLimit is null && trafficClass is null)
            return Send(message, destination);
        Span<byte> name = stackalloc byte[AddressLength];
        Span<byte> control = stackalloc byte[ControlLength];
        control.Clear();
        bool isV4 = Family == AddressFamily.InterNetwork;
        int level = isV4 ? Constants.IPPROTO_IP : Constants.IPPROTO_IPV6, used = 0;
        if (hopLimit is { } hops)
            used += ControlMessages.Write(control[used..], level, isV4 ? Constants.IP_TTL : Constants.IPV6_HOPLIMIT, (int)hops);
        if (trafficClass is { } service)
            used += ControlMessages.Write(control[used..], level, isV4 ? Constants.IP_TOS : Constants.IPV6_TCLASS, (int)service);
        return Send(message, name[..destination.WriteSocketAddress(name, 0)], destination, control[..used]);
    }

    /// <summary>Waits up to the time for one message; allocates nothing. A zero time only looks,
    /// <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    /// <exception cref="SystemCallException">The pending error of a connected socket: ECONNREFUSED, EHOSTUNREACH ...</exception>
    public ReceivedMessage Receive(Span<byte> buffer, TimeSpan time)
    {
        Span<byte> name = stackalloc byte[AddressLength];
        Span<byte> control = stackalloc byte[ControlLength];
        Received received = Receive(buffer, name, control, time);
        if (received.Count < 0)
            return new ReceivedMessage { Outcome = received.Count == -(int)ErrorNumber.ENOMSG ? WaitResult.Error : WaitResult.Nothing };
        ReceivedMessage arrival = new()
        {
            Outcome = WaitResult.Message,
            Length = Math.Min(received.Count, buffer.Length),
            WireLength = received.Count,
            Truncated = received.Truncated,
            ControlTruncated = received.ControlTruncated,
            Source = ScopedAddress.FromSocketAddress(name[..received.AddressLength]),
        };
        arrival.Read(control[..received.ControlLength]);
        return arrival;
    }

    /// <summary>Takes one report from the error queue without waiting; the buffer gets the packet that failed.
    /// Its origin is None when there is none.</summary>
    public ErrorReport ReceiveError(Span<byte> buffer)
    {
        Span<byte> name = stackalloc byte[AddressLength];
        Span<byte> control = stackalloc byte[ControlLength];
        Received received = MessageCalls.Receive(Handle, buffer, name, control, Constants.MSG_DONTWAIT | Constants.MSG_ERRQUEUE);
        if (received.Count == -(int)ErrorNumber.EAGAIN)
            return default;
        SystemCall.Checked(received.Count, "recvmsg(MSG_ERRQUEUE)");
        return ErrorReport.From(received, name, control[..received.ControlLength], buffer.Length);
    }

    /// <summary>The sources that this socket's membership lets in (MCAST_MSFILTER).</summary>
    /// <exception cref="SystemCallException">EADDRNOTAVAIL: not a member of the group there.</exception>
    public SourceFilter SourceFilterOf(int interfaceIndex, IPAddress group)
    {
        SocketOption<SourceFilter> option = GroupOptions.Of(Family).Filter;
        return option.Ask(Handle, SourceFilterCodecs.Question(option.Codec, interfaceIndex, group));
    }

    private protected void Bind(ScopedAddress address, ushort port)
    {
        Span<byte> name = stackalloc byte[AddressLength];
        SystemCall.Checked(OpenCalls.Bind(Handle, name[..address.WriteSocketAddress(name, port)]), "bind", address.ToString());
    }

    private static int NumberOf(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => Constants.AF_INET,
        AddressFamily.InterNetworkV6 => Constants.AF_INET6,
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "either InterNetwork or InterNetworkV6"),
    };

    private Span<byte> LocalName(Span<byte> name)
    {
        SystemCall.Checked(OpenCalls.Name(Handle, name), "getsockname");
        return name;
    }
}
