namespace RawNet.Sockets;

/// <summary>Who may set an option on a socket that is open already; others get EPERM (SO_DEBUG: EACCES).</summary>
public enum OptionRight
{
    /// <summary>Everybody.</summary>
    Anyone,

    /// <summary>CAP_NET_ADMIN in the socket's network namespace.</summary>
    NetAdmin,

    /// <summary>CAP_NET_RAW there.</summary>
    NetRaw,

    /// <summary>Either of both.</summary>
    NetRawOrNetAdmin,
}
