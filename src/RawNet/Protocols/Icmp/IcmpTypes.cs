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

    /// <summary>RFC 792, deprecated by RFC 6918.</summary>
    InformationRequest = 15,

    /// <summary>RFC 792, deprecated by RFC 6918.</summary>
    InformationReply = 16,

    /// <summary>RFC 950, deprecated by RFC 6918.</summary>
    AddressMaskRequest = 17,

    /// <summary>RFC 950, deprecated by RFC 6918.</summary>
    AddressMaskReply = 18,

    /// <summary>RFC 8335.</summary>
    ExtendedEchoRequest = 42,

    /// <summary>RFC 8335.</summary>
    ExtendedEchoReply = 43,
}
