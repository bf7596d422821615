using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of TCP sockets (IPPROTO_TCP, tcp(7)).</summary>
public static class TcpOption
{
    private static readonly OptionLevel _level = new("IPPROTO_TCP", Constants.IPPROTO_TCP);

    /// <summary>Small segments leave at once (no Nagle algorithm, RFC 896).</summary>
    public static readonly SocketOption<bool> NoDelay = _level.Flag("TCP_NODELAY", 1,
        new("small segments do not wait for an acknowledgement"));

    /// <summary>Bytes of data in a segment; set before connect(2) it is what the SYN offers.</summary>
    public static readonly SocketOption<int> MaximumSegment = _level.Int("TCP_MAXSEG", 2,
        new("the MSS option of the SYN; connected, the value in use is read back", "536", "88..32767"));

    /// <summary>Only full segments leave, until it is cleared or 200 ms have passed.</summary>
    public static readonly SocketOption<bool> Cork = _level.Flag("TCP_CORK", 3,
        new("only full segments leave until cleared, or for 200 ms"));

    /// <summary>Seconds of idleness before the first keep-alive probe.</summary>
    public static readonly SocketOption<int> KeepIdle = _level.Int("TCP_KEEPIDLE", 4,
        new("seconds of silence before the first probe", "net.ipv4.tcp_keepalive_time", "1..32767"));

    /// <summary>Seconds between keep-alive probes.</summary>
    public static readonly SocketOption<int> KeepInterval = _level.Int("TCP_KEEPINTVL", 5,
        new("seconds between probes", "net.ipv4.tcp_keepalive_intvl", "1..32767"));

    /// <summary>Unanswered probes that end a connection.</summary>
    public static readonly SocketOption<int> KeepCount = _level.Int("TCP_KEEPCNT", 6,
        new("unanswered probes that end the connection in ETIMEDOUT", "net.ipv4.tcp_keepalive_probes", "1..127"));

    /// <summary>How often a SYN is repeated.</summary>
    public static readonly SocketOption<int> SynCount = _level.Int("TCP_SYNCNT", 7,
        new("repeated SYNs, each after twice the time, before connect(2) ends in ETIMEDOUT; "
            + "net.ipv4.tcp_syn_linear_timeouts fits more of them into the same time", "net.ipv4.tcp_syn_retries", "1..127"));

    /// <summary>Seconds that accept(2) waits for a connection's first data.</summary>
    public static readonly SocketOption<int> DeferAccept = _level.Int("TCP_DEFER_ACCEPT", 9,
        new("accept(2) returns when data came; seconds become repeated SYN-ACKs, so 5 is read back as 7"));

    /// <summary>State, times and counters of a connection.</summary>
    public static readonly SocketOption<TcpInformation> Information = _level.Of("TCP_INFO", 11, TcpInformation.Codec,
        new("state, times and counters", "", Access: OptionAccess.Get));

    /// <summary>Acknowledgements leave at once; not for good.</summary>
    public static readonly SocketOption<bool> QuickAcknowledge = _level.Flag("TCP_QUICKACK", 12,
        new("acknowledgements leave at once, until the kernel thinks otherwise", "1"));

    /// <summary>Milliseconds that sent data may stay unacknowledged; 0 for the kernel's.</summary>
    public static readonly SocketOption<int> UserTimeout = _level.Int("TCP_USER_TIMEOUT", 18,
        new("milliseconds without acknowledgement that end the connection in ETIMEDOUT (RFC 5482)", "0", "0 or more"));

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => _level.Options;
}
