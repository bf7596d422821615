namespace RawNet.Sockets;

/// <summary>What the kernel told about one received message. Members are null unless the option that asks for them is set.</summary>
public record struct ReceivedMessage
{
    /// <summary>Whether there is a message at all.</summary>
    public WaitResult Outcome { get; internal set; }

    /// <summary>Bytes in the caller's buffer.</summary>
    public int Length { get; internal set; }

    /// <summary>The message's own length; of a ping socket's truncated message no more than <see cref="Length"/>,
    /// because the kernel does not tell.</summary>
    public int WireLength { get; internal set; }

    /// <summary>The buffer was too short.</summary>
    public bool Truncated { get; internal set; }

    /// <summary>Who sent it, by its IP header.</summary>
    public ScopedAddress Source { get; internal set; }

    /// <summary>The destination in its IP header (IP_PKTINFO, IPV6_RECVPKTINFO): a group's address when it came by multicast.</summary>
    public ScopedAddress Destination { get; internal set; }

    /// <summary>Where it came in (IP_PKTINFO, IPV6_RECVPKTINFO); 0 when not asked for.</summary>
    public int InterfaceIndex { get; internal set; }

    /// <summary>TTL or hop limit (IP_RECVTTL, IPV6_RECVHOPLIMIT).</summary>
    public byte? HopLimit { get; internal set; }

    /// <summary>TOS or traffic class (IP_RECVTOS, IPV6_RECVTCLASS).</summary>
    public byte? TrafficClass { get; internal set; }

    /// <summary>The kernel's arrival time in nanoseconds since 1970 (SO_TIMESTAMPNS).</summary>
    public long? TimeNanoseconds { get; internal set; }

    /// <summary>Messages that a full receive buffer cost since the socket was opened (SO_RXQ_OVFL);
    /// null also while there were none.</summary>
    public uint? Dropped { get; internal set; }

    /// <summary>Some control message did not fit: members may be missing.</summary>
    public bool ControlTruncated { get; internal set; }

    internal void Read(ReadOnlySpan<byte> control)
    {
        foreach (ControlMessage message in new ControlMessages(control))
            Read(message);
    }

    private void Read(ControlMessage message)
    {
        HopLimit = message.HopLimit ?? HopLimit;
        TrafficClass = message.TrafficClass ?? TrafficClass;
        TimeNanoseconds = message.TimeNanoseconds ?? TimeNanoseconds;
        Dropped = message.Dropped ?? Dropped;
        if (message.Destination is { } destination)
            (Destination, InterfaceIndex) = (destination.Address, destination.InterfaceIndex);
    }
}
