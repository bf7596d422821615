using System.Net;

namespace RawNet.Sockets;

/// <summary>What an awaited call does.</summary>
internal enum CallKind
{
    Receive,
    ReceiveFrom,
    ReceiveMessage,
    Accept,
    Send,
    SendAll,
    SendTo,
    SendMessage,
    Connect,
}

/// <summary>An awaited call with its arguments, and how far it has come.</summary>
internal struct SocketCall
{
    public CallKind Kind;
    public Memory<byte> Buffer; // gets what is received
    public Memory<byte> Control;
    public ReadOnlyMemory<byte> Bytes; // are sent
    public ReadOnlyMemory<byte> SentControl;
    public SocketAddress? Address;
    public EndPoint? Target; // the same as the caller of Connect gave it
    public MessageFlags Flags;
    public MessageResult Message; // of ReceiveMessage
    public int Done; // bytes, of SendAll
    public bool IsUnderWay; // of Connect

    /// <summary>Whether epoll(7) cannot tell when it may be had: a connection to a full backlog of AF_UNIX.</summary>
    public readonly bool IsRefusedWhateverReady => Kind == CallKind.Connect && !IsUnderWay;

    /// <summary>For an exception.</summary>
    public readonly string Subject => Target?.ToString() ?? Address?.ToString() ?? "";

    /// <summary>For an exception.</summary>
    public readonly string Operation => Kind switch
    {
        CallKind.Receive => "recv",
        CallKind.ReceiveFrom => "recvfrom",
        CallKind.ReceiveMessage => "recvmsg",
        CallKind.Accept => "accept",
        CallKind.SendTo => "sendto",
        CallKind.SendMessage => "sendmsg",
        CallKind.Connect => "connect",
        _ => "send",
    };
}
