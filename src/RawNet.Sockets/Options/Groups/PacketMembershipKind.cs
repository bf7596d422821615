namespace RawNet.Sockets;

/// <summary>mr_type of packet_mreq.</summary>
public enum PacketMembershipKind
{
    /// <summary>No membership.</summary>
    None = 0,

    /// <summary>Every frame, whoever it is for.</summary>
    Promiscuous = 1,

    /// <summary>Every multicast frame: what a monitor of groups needs.</summary>
    AllMulticast = 2,
}
