using RawNet.Sockets;

namespace RawNet.Cli.Sending;

/// <summary>How a frame relates to a packet that was sent.</summary>
internal enum Relation
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

    /// <summary>IGMP or MLD of another speaker after a message about groups: the reports that a query asks for, the query that a leave brings.</summary>
    Membership,

    /// <summary>A later fragment of what the destination sends to the source: no answer of its own.</summary>
    Fragment,

    /// <summary>Anything else that the destination sends to the source.</summary>
    Other,
}

/// <summary>One frame that answers.</summary>
/// <param name="Relation">How.</param>
/// <param name="Packet">The number of the packet it answers, from 1.</param>
/// <param name="From">Who sent it.</param>
/// <param name="TimeNanoseconds">The kernel's time, since 1970.</param>
/// <param name="RoundTripNanoseconds">Since the packet was handed to the kernel.</param>
/// <param name="Length">Bytes of the frame.</param>
internal readonly record struct Answer(Relation Relation, long Packet, HostAddress From, long TimeNanoseconds, long RoundTripNanoseconds, int Length);
