using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of every socket (SOL_SOCKET, socket(7)).</summary>
public static class GeneralOption
{
    private static readonly OptionLevel Level = new(Constants.SOL_SOCKET);

    /// <summary>bind(2) to what another socket has that set it too. On from the start for ping sockets, where <see cref="IcmpSocket"/> clears it.</summary>
    public static readonly SocketOption<bool> ReuseAddress = Level.Flag("SO_REUSEADDR", 2);

    /// <summary>Without it a broadcast ends in EACCES.</summary>
    public static readonly SocketOption<bool> Broadcast = Level.Flag("SO_BROADCAST", 6);

    /// <summary>Bytes of packets and their bookkeeping; the kernel doubles what is set and limits it by net.core.wmem_max.</summary>
    public static readonly SocketOption<int> SendBuffer = Level.Int("SO_SNDBUF", 7);

    /// <summary>Bytes of packets and their bookkeeping; the kernel doubles what is set and limits it by net.core.rmem_max.</summary>
    public static readonly SocketOption<int> ReceiveBuffer = Level.Int("SO_RCVBUF", 8);

    /// <summary>0 to 6; more needs CAP_NET_ADMIN.</summary>
    public static readonly SocketOption<int> Priority = Level.Int("SO_PRIORITY", 12);

    /// <summary>Only packets of this interface come in, and all leave by it. Empty takes it back.</summary>
    public static readonly SocketOption<string> BindToDevice = Level.Text("SO_BINDTODEVICE", 25);

    /// <summary>As <see cref="ReceiveBuffer"/> beyond net.core.rmem_max; needs CAP_NET_ADMIN. Not readable.</summary>
    public static readonly SocketOption<int> ForceReceiveBuffer = Level.Int("SO_RCVBUFFORCE", 33);

    /// <summary>The kernel's arrival time with each message, in nanoseconds.</summary>
    public static readonly SocketOption<bool> ReceiveTimestamps = Level.Flag("SO_TIMESTAMPNS", 35);

    /// <summary>Carried by the packets inside this host for routing and firewall rules; needs CAP_NET_ADMIN, since Linux 5.17 CAP_NET_RAW suffices.</summary>
    public static readonly SocketOption<int> Mark = Level.Int("SO_MARK", 36);

    /// <summary>The count of messages that a full buffer cost so far, with each message.</summary>
    public static readonly SocketOption<bool> ReceiveDropCount = Level.Flag("SO_RXQ_OVFL", 40);

    /// <summary>Refuses every later change of the filter.</summary>
    public static readonly SocketOption<bool> LockFilter = Level.Flag("SO_LOCK_FILTER", 44);

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => Level.Options;
}
