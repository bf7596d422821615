namespace RawNet.Sockets;

/// <summary>How an echo goes over a kind of socket.</summary>
public enum EchoKind
{
    /// <summary>No kernel offers the kind, so there is nothing to echo over.</summary>
    None,

    /// <summary>Connections that carry bytes: until the client's half-close.</summary>
    Stream,

    /// <summary>Connections that carry records, each of which comes back whole.</summary>
    Records,

    /// <summary>Messages that come back to their sender's address.</summary>
    Messages,

    /// <summary>IP packets of a protocol number; on IPv4 they arrive with their header.</summary>
    IpPackets,

    /// <summary>ICMP or ICMPv6 echo requests, answered by replies. The kernel answers them too.</summary>
    Icmp,

    /// <summary>Frames with their link header, answered with the addresses exchanged.</summary>
    Frames,

    /// <summary>CAN frames, answered on the next identifier.</summary>
    CanFrames,

    /// <summary>CAN frames by way of the broadcast manager.</summary>
    CanBroadcast,
}
