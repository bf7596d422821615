namespace RawNet.Sockets;

/// <summary>The kernel's flags of recv(2) and send(2), and what recvmsg(2) tells: MSG_*.</summary>
[Flags]
public enum MessageFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>MSG_OOB: urgent data.</summary>
    OutOfBand = 0x1,

    /// <summary>MSG_PEEK: what is received stays queued.</summary>
    Peek = 0x2,

    /// <summary>MSG_DONTROUTE: only to hosts on the link.</summary>
    DontRoute = 0x4,

    /// <summary>MSG_CTRUNC, only told: control messages did not fit.</summary>
    ControlTruncated = 0x8,

    /// <summary>MSG_TRUNC: asked, the length is the message's own; told, the message did not fit.</summary>
    Truncated = 0x20,

    /// <summary>MSG_DONTWAIT: EAGAIN instead of waiting, whatever the socket's timeout.</summary>
    DontWait = 0x40,

    /// <summary>MSG_EOR: the end of a record.</summary>
    EndOfRecord = 0x80,

    /// <summary>MSG_WAITALL: as much as the buffer holds; of a socket without a timeout only.</summary>
    WaitAll = 0x100,

    /// <summary>MSG_CONFIRM: the neighbour is known to be there.</summary>
    Confirm = 0x800,

    /// <summary>MSG_ERRQUEUE: from the error queue.</summary>
    ErrorQueue = 0x2000,

    /// <summary>MSG_NOSIGNAL: no SIGPIPE. .NET ignores it anyway.</summary>
    NoSignal = 0x4000,

    /// <summary>MSG_MORE: more follows, which is sent together.</summary>
    More = 0x8000,

    /// <summary>MSG_FASTOPEN: data with the SYN.</summary>
    FastOpen = 0x20000000,

    /// <summary>MSG_CMSG_CLOEXEC: descriptors received are closed on exec.</summary>
    CloseOnExec = 0x40000000,
}

/// <summary>What recvmsg(2) answered.</summary>
/// <param name="Length">Bytes received; with <see cref="MessageFlags.Truncated"/> asked for, the message's own length.</param>
/// <param name="ControlLength">Bytes of control messages.</param>
/// <param name="Flags">What the kernel tells: truncated, urgent, the end of a record.</param>
public readonly record struct MessageResult(int Length, int ControlLength, MessageFlags Flags);
