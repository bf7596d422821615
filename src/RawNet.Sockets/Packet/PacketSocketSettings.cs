using RawNet.Filters;

namespace RawNet.Sockets;

/// <summary>What must be set before a packet socket sees its first frame.</summary>
public sealed record PacketSocketSettings
{
    /// <summary>Classic BPF over the frame from its link header; empty lets everything in.</summary>
    public IReadOnlyList<BpfInstruction> Filter { get; init; } = [];

    /// <summary>Everything on the link, also what is for other hosts.</summary>
    public bool Promiscuous { get; init; }

    /// <summary>Every multicast frame, whatever groups this host joined.</summary>
    public bool AllMulticast { get; init; }

    /// <summary>Bytes of the receive buffer; forced beyond net.core.rmem_max where CAP_NET_ADMIN allows. Null keeps the system's.</summary>
    public int? ReceiveBuffer { get; init; }

    /// <summary>Sends past the queueing discipline.</summary>
    public bool BypassQueue { get; init; }

    /// <summary>Leaves out what this host sends.</summary>
    public bool IgnoreOutgoing { get; init; }
}
