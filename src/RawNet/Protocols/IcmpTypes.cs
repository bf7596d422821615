namespace RawNet.Protocols;

/// <summary>ICMP types, with IANA's names.</summary>
public enum IcmpType : byte
{
    /// <summary>RFC 792.</summary>
    EchoReply = 0,

    /// <summary>RFC 792.</summary>
    DestinationUnreachable = 3,

    /// <summary>RFC 792, deprecated by RFC 6633.</summary>
    SourceQuench = 4,

    /// <summary>RFC 792.</summary>
    Redirect = 5,

    /// <summary>RFC 792.</summary>
    Echo = 8,

    /// <summary>RFC 1256.</summary>
    RouterAdvertisement = 9,

    /// <summary>RFC 1256.</summary>
    RouterSolicitation = 10,

    /// <summary>RFC 792.</summary>
    TimeExceeded = 11,

    /// <summary>RFC 792.</summary>
    ParameterProblem = 12,

    /// <summary>RFC 792.</summary>
    Timestamp = 13,

    /// <summary>RFC 792.</summary>
    TimestampReply = 14,

    /// <summary>RFC 950, deprecated by RFC 6918.</summary>
    AddressMaskRequest = 17,

    /// <summary>RFC 950, deprecated by RFC 6918.</summary>
    AddressMaskReply = 18,

    /// <summary>RFC 8335.</summary>
    ExtendedEchoRequest = 42,

    /// <summary>RFC 8335.</summary>
    ExtendedEchoReply = 43,
}

/// <summary>Why a destination cannot be reached (RFC 792, RFC 1122, RFC 1812), with IANA's names.</summary>
public enum UnreachableCode : byte
{
    /// <summary>No route to the network.</summary>
    NetUnreachable = 0,

    /// <summary>The host does not answer on its link.</summary>
    HostUnreachable = 1,

    /// <summary>The host has no such protocol.</summary>
    ProtocolUnreachable = 2,

    /// <summary>Nobody listens on the port.</summary>
    PortUnreachable = 3,

    /// <summary>Too large for the next link, and DF is set (RFC 1191).</summary>
    FragmentationNeeded = 4,

    /// <summary>A source route cannot be followed.</summary>
    SourceRouteFailed = 5,

    /// <summary>RFC 1122.</summary>
    DestinationNetworkUnknown = 6,

    /// <summary>RFC 1122.</summary>
    DestinationHostUnknown = 7,

    /// <summary>RFC 1122, obsolete.</summary>
    SourceHostIsolated = 8,

    /// <summary>RFC 1122.</summary>
    NetworkProhibited = 9,

    /// <summary>RFC 1122.</summary>
    HostProhibited = 10,

    /// <summary>RFC 1122.</summary>
    NetworkUnreachableForTos = 11,

    /// <summary>RFC 1122.</summary>
    HostUnreachableForTos = 12,

    /// <summary>RFC 1812.</summary>
    CommunicationProhibited = 13,

    /// <summary>RFC 1812.</summary>
    HostPrecedenceViolation = 14,

    /// <summary>RFC 1812.</summary>
    PrecedenceCutoff = 15,
}

/// <summary>What ran out (RFC 792).</summary>
public enum TimeExceededCode : byte
{
    /// <summary>The TTL reached 0 on the way.</summary>
    TtlExceeded = 0,

    /// <summary>Fragments did not arrive in time.</summary>
    ReassemblyTimeExceeded = 1,
}
