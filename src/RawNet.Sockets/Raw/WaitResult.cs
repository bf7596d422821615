namespace RawNet.Sockets;

/// <summary>How a wait for a message ended.</summary>
public enum WaitResult
{
    /// <summary>The time is over, nothing came.</summary>
    Nothing,

    /// <summary>A message is in the buffer.</summary>
    Message,

    /// <summary>An error report waits for <see cref="InternetSocket.ReceiveError"/>; only with IP_RECVERR or IPV6_RECVERR.</summary>
    Error,
}
