namespace RawNet.Protocols;

/// <summary>ICMPv6 types, with IANA's names.</summary>
public enum Icmpv6Type : byte
{
    /// <summary>RFC 4443, section 3.1.</summary>
    DestinationUnreachable = 1,

    /// <summary>RFC 4443, section 3.2.</summary>
    PacketTooBig = 2,

    /// <summary>RFC 4443, section 3.3.</summary>
    TimeExceeded = 3,

    /// <summary>RFC 4443, section 3.4.</summary>
    ParameterProblem = 4,

    /// <summary>RFC 4443, section 4.1.</summary>
    EchoRequest = 128,

    /// <summary>RFC 4443, section 4.2.</summary>
    EchoReply = 129,

    /// <summary>RFC 2710; RFC 9777.</summary>
    MulticastListenerQuery = 130,

    /// <summary>RFC 2710.</summary>
    MulticastListenerReport = 131,

    /// <summary>RFC 2710.</summary>
    MulticastListenerDone = 132,

    /// <summary>RFC 4861, section 4.1.</summary>
    RouterSolicitation = 133,

    /// <summary>RFC 4861, section 4.2.</summary>
    RouterAdvertisement = 134,

    /// <summary>RFC 4861, section 4.3.</summary>
    NeighborSolicitation = 135,

    /// <summary>RFC 4861, section 4.4.</summary>
    NeighborAdvertisement = 136,

    /// <summary>RFC 4861, section 4.5.</summary>
    Redirect = 137,

    /// <summary>RFC 9777, section 5.2.</summary>
    Version2MulticastListenerReport = 143,

    /// <summary>RFC 8335, section 2.</summary>
    ExtendedEchoRequest = 160,

    /// <summary>RFC 8335, section 3.</summary>
    ExtendedEchoReply = 161,
}
