namespace RawNet.Sockets;

/// <summary>sll_pkttype, packet(7): who a frame was for, as the receiving interface saw it.</summary>
public enum PacketType
{
    /// <summary>For this host.</summary>
    Host = 0,

    /// <summary>For all.</summary>
    Broadcast = 1,

    /// <summary>For a group.</summary>
    Multicast = 2,

    /// <summary>For another host; seen in promiscuous mode only.</summary>
    OtherHost = 3,

    /// <summary>Sent by this host.</summary>
    Outgoing = 4,
}
