using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of every socket (SOL_SOCKET, socket(7)).</summary>
public static class GeneralOption
{
    private static readonly OptionLevel _level = new("SOL_SOCKET", Constants.SOL_SOCKET);

    /// <summary>Marks the socket for tracing inside the kernel.</summary>
    public static readonly SocketOption<bool> Debug = _level.Flag("SO_DEBUG", 1,
        new("kept, and nothing else: no protocol of today's kernels traces", Right: OptionRight.NetAdmin));

    /// <summary>bind(2) to what another socket has that set it too, or that TIME_WAIT still holds. Alone, without SO_REUSEPORT,
    /// which .NET's ReuseAddress sets as well.</summary>
    public static readonly SocketOption<bool> ReuseAddress = _level.Flag("SO_REUSEADDR", 2,
        new("bind(2) to an address in TIME_WAIT or shared by who sets it too; 1 from the start on raw and ping sockets"));

    /// <summary>The socket's type.</summary>
    public static readonly SocketOption<SocketType> Type = _level.Enum<SocketType>("SO_TYPE", 3,
        new("what socket(2) was told", Default: "", Access: OptionAccess.Get));

    /// <summary>The pending error, as errno.</summary>
    public static readonly SocketOption<int> Error = _level.Int("SO_ERROR", 4,
        new("reading takes the pending error away", Access: OptionAccess.Get));

    /// <summary>Only to hosts that are on a link of this one.</summary>
    public static readonly SocketOption<bool> DontRoute = _level.Flag("SO_DONTROUTE", 5,
        new("no gateway is used: beyond the links ENETUNREACH"));

    /// <summary>Without it a broadcast ends in EACCES.</summary>
    public static readonly SocketOption<bool> Broadcast = _level.Flag("SO_BROADCAST", 6,
        new("allows sending to broadcast addresses, else EACCES; TCP refuses no set and has no use"));

    /// <summary>Bytes of packets and their bookkeeping; the kernel doubles what is set and limits it by net.core.wmem_max.</summary>
    public static readonly SocketOption<int> SendBuffer = _level.Int("SO_SNDBUF", 7,
        new("doubled, never below 4608, cut at net.core.wmem_max without an error; TCP starts from net.ipv4.tcp_wmem",
            "net.core.wmem_default"));

    /// <summary>Bytes of packets and their bookkeeping; the kernel doubles what is set and limits it by net.core.rmem_max.</summary>
    public static readonly SocketOption<int> ReceiveBuffer = _level.Int("SO_RCVBUF", 8,
        new("doubled, never below 2304, cut at net.core.rmem_max without an error; TCP starts from net.ipv4.tcp_rmem",
            "net.core.rmem_default"));

    /// <summary>An idle TCP connection is probed: <see cref="TcpOption.KeepIdle"/> and the two beside it say when.</summary>
    public static readonly SocketOption<bool> KeepAlive = _level.Flag("SO_KEEPALIVE", 9,
        new("TCP probes an idle connection; kept without effect elsewhere"));

    /// <summary>TCP's urgent byte stands in the stream instead of waiting for MSG_OOB.</summary>
    public static readonly SocketOption<bool> OutOfBandInline = _level.Flag("SO_OOBINLINE", 10,
        new("the urgent byte is read in its place in the stream"));

    /// <summary>0 to 6; more needs CAP_NET_ADMIN or CAP_NET_RAW.</summary>
    public static readonly SocketOption<int> Priority = _level.Int("SO_PRIORITY", 12,
        new("band of the queueing discipline, PCP of a VLAN; above 6 needs CAP_NET_RAW or CAP_NET_ADMIN; IP_TOS sets it too"));

    /// <summary>How long close(2) waits for what is not sent yet, in whole seconds; null does not wait,
    /// zero resets a TCP connection.</summary>
    public static readonly SocketOption<TimeSpan?> Linger = _level.Of("SO_LINGER", 13, OptionCodecs.Linger,
        new("close(2) waits so long for unsent data; 0 resets a TCP connection", "off", "off, or seconds"));

    /// <summary>Compatibility with BSD of long ago.</summary>
    public static readonly SocketOption<bool> BsdCompatible = _level.Flag("SO_BSDCOMPAT", 14, new("nothing: taken, and 0 is read back"));

    /// <summary>Several sockets of one user on one port; each takes a share of what arrives.</summary>
    public static readonly SocketOption<bool> ReusePort = _level.Flag("SO_REUSEPORT", 15,
        new("sockets of one user share a port, arrivals are spread by hash; AF_INET and AF_INET6 only, else EOPNOTSUPP"));

    /// <summary>Process, user and group of the sender with each message (AF_UNIX).</summary>
    public static readonly SocketOption<bool> PassCredentials = _level.Flag("SO_PASSCRED", 16,
        new("SCM_CREDENTIALS with each message; AF_UNIX and netlink only, else EOPNOTSUPP"));

    /// <summary>Who is at the other end of a connected AF_UNIX socket.</summary>
    public static readonly SocketOption<PeerCredentials> Peer = _level.Of("SO_PEERCRED", 17, OptionCodecs.Credentials,
        new("as of connect(2); 0 and -1 without a peer or in other families", "", Access: OptionAccess.Get));

    /// <summary>Bytes that must be there before recv(2) and poll(2) of a stream return.</summary>
    public static readonly SocketOption<int> ReceiveLowWater = _level.Int("SO_RCVLOWAT", 18,
        new("recv(2) and poll(2) of TCP hold back until so many bytes are there; 0 means 1", "1", "at most half of SO_RCVBUF"));

    /// <summary>Free bytes before poll(2) says writable, elsewhere than on Linux.</summary>
    public static readonly SocketOption<int> SendLowWater = _level.Int("SO_SNDLOWAT", 19,
        new("always 1: setting ends in ENOPROTOOPT", "1", Access: OptionAccess.Get));

    /// <summary>How long a receive waits before EAGAIN; zero waits for ever. Microseconds, rounded up to the kernel's tick.</summary>
    public static readonly SocketOption<TimeSpan> ReceiveTimeout = _level.Of("SO_RCVTIMEO", 20, OptionCodecs.Time,
        new("a receive ends in EAGAIN after it; rounded up to a tick; 0 waits for ever"));

    /// <summary>How long a send or connect waits; zero waits for ever.</summary>
    public static readonly SocketOption<TimeSpan> SendTimeout = _level.Of("SO_SNDTIMEO", 21, OptionCodecs.Time,
        new("a send ends in EAGAIN after it, a connect in EINPROGRESS; rounded up to a tick"));

    /// <summary>Only packets of this interface come in, and all leave by it. Empty takes it back.</summary>
    public static readonly SocketOption<string> BindToDevice = _level.Text("SO_BINDTODEVICE", 25,
        new("in and out by this interface only; changing one that is set needs CAP_NET_RAW; packet sockets: use bind(2)", "",
            "an interface; empty for none"));

    /// <summary>Classic BPF in front of the receive queue; <see cref="KernelSocket.AttachFilter"/>.</summary>
    public static readonly SocketFilterOption AttachFilter = _level.Add(new SocketFilterOption("SO_ATTACH_FILTER",
        _level, Constants.SO_ATTACH_FILTER,
        new("messages for which the program returns 0 never arrive; what is queued stays; TCP sockets too", "", "1..4096 instructions")));

    /// <summary>Takes the filter away; <see cref="KernelSocket.DetachFilter"/>.</summary>
    public static readonly SocketOption<bool> DetachFilter = _level.Flag("SO_DETACH_FILTER", Constants.SO_DETACH_FILTER,
        new("takes the filter away; ENOENT without one, EPERM after SO_LOCK_FILTER", "", "ignored", OptionAccess.Set));

    /// <summary>The kernel's arrival time with each message, in microseconds.</summary>
    public static readonly SocketOption<bool> ReceiveMicrosecondTimestamps = _level.Flag("SO_TIMESTAMP", 29,
        new("SCM_TIMESTAMP (timeval) with each message; takes SO_TIMESTAMPNS back"));

    /// <summary>Whether listen(2) was called.</summary>
    public static readonly SocketOption<bool> AcceptsConnections = _level.Flag("SO_ACCEPTCONN", 30,
        new("1 after listen(2)", Access: OptionAccess.Get));

    /// <summary>As <see cref="SendBuffer"/> beyond net.core.wmem_max; needs CAP_NET_ADMIN. Not readable.</summary>
    public static readonly SocketOption<int> ForceSendBuffer = _level.Int("SO_SNDBUFFORCE", 32,
        new("SO_SNDBUF without the limit", "", "", OptionAccess.Set, OptionRight.NetAdmin));

    /// <summary>As <see cref="ReceiveBuffer"/> beyond net.core.rmem_max; needs CAP_NET_ADMIN. Not readable.</summary>
    public static readonly SocketOption<int> ForceReceiveBuffer = _level.Int("SO_RCVBUFFORCE", 33,
        new("SO_RCVBUF without the limit", "", "", OptionAccess.Set, OptionRight.NetAdmin));

    /// <summary>The kernel's arrival time with each message, in nanoseconds.</summary>
    public static readonly SocketOption<bool> ReceiveTimestamps = _level.Flag("SO_TIMESTAMPNS", Constants.SO_TIMESTAMPNS,
        new("SCM_TIMESTAMPNS (timespec) with each message; takes SO_TIMESTAMP back"));

    /// <summary>Carried by the packets inside this host for routing and firewall rules; needs CAP_NET_ADMIN,
    /// since Linux 5.17 CAP_NET_RAW suffices.</summary>
    public static readonly SocketOption<int> Mark = _level.Int("SO_MARK", 36,
        new("fwmark of what is sent: ip rule, nft meta mark", Right: OptionRight.NetRawOrNetAdmin));

    /// <summary>Bits of SOF_TIMESTAMPING_*: which times of sending and arriving are told (timestamping.rst of the kernel).</summary>
    public static readonly SocketOption<int> Timestamping = _level.Int("SO_TIMESTAMPING", 37,
        new("SCM_TIMESTAMPING on the message or the error queue; bits of SOF_TIMESTAMPING_*"));

    /// <summary>The protocol given to socket(2), or what it came to.</summary>
    public static readonly SocketOption<int> Protocol = _level.Int("SO_PROTOCOL", 38,
        new("the kernel's choice where socket(2) was told 0", "", Access: OptionAccess.Get));

    /// <summary>The family, as the number AF_*.</summary>
    public static readonly SocketOption<int> Domain = _level.Int("SO_DOMAIN", 39, new("AF_* of socket(2)", "", Access: OptionAccess.Get));

    /// <summary>The count of messages that a full buffer cost so far, with each message.</summary>
    public static readonly SocketOption<bool> ReceiveDropCount = _level.Flag("SO_RXQ_OVFL", Constants.SO_RXQ_OVFL,
        new("the drops so far with each message that follows one"));

    /// <summary>Refuses every later change of the filter.</summary>
    public static readonly SocketOption<bool> LockFilter = _level.Flag("SO_LOCK_FILTER", 44,
        new("the filter stays for good: changing or clearing ends in EPERM"));

    /// <summary>Microseconds that a receive spins on the device's queue before it sleeps.</summary>
    public static readonly SocketOption<int> BusyPoll = _level.Int("SO_BUSY_POLL", 46,
        new("kept; spins only on devices with NAPI identifiers, not on lo or veth", "net.core.busy_read", "0 or more"));

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => _level.Options;
}
