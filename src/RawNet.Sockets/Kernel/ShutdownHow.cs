namespace RawNet.Sockets;

/// <summary>The direction that shutdown(2) ends: SHUT_RD, SHUT_WR, SHUT_RDWR.</summary>
public enum ShutdownHow
{
    /// <summary>Nothing is received any more.</summary>
    Receive = 0,

    /// <summary>Nothing is sent any more: a half-close.</summary>
    Send = 1,

    /// <summary>Both.</summary>
    Both = 2,
}
