namespace RawNet.Sockets;

/// <summary>Who made an error report (ee_origin).</summary>
public enum ErrorOrigin
{
    /// <summary>Nobody: the queue is empty.</summary>
    None = 0,

    /// <summary>This host, for example a packet longer than the MTU.</summary>
    Local = 1,

    /// <summary>An ICMP message.</summary>
    Icmp = 2,

    /// <summary>An ICMPv6 message.</summary>
    Icmp6 = 3,
}
