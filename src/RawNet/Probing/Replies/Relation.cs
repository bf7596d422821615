namespace RawNet.Probing;

/// <summary>How a frame relates to a packet that was sent.</summary>
public enum Relation
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>An echo reply with the same identifier and sequence number.</summary>
    EchoReply,

    /// <summary>The other message of a pair: ARP, neighbour and router discovery, ICMP's timestamps and the like.</summary>
    Reply,

    /// <summary>An ICMP error that quotes the packet.</summary>
    Error,

    /// <summary>UDP, TCP and the like between the same ports, the other way.</summary>
    Ports,

    /// <summary>IGMP or MLD of another speaker after a message about groups: the reports that a query asks for,
    /// the query that a leave brings.</summary>
    Membership,

    /// <summary>A later fragment of what the destination sends to the source: no answer of its own.</summary>
    Fragment,

    /// <summary>Anything else that the destination sends to the source.</summary>
    Other,
}
