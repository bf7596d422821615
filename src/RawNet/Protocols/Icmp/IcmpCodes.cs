namespace RawNet.Protocols;

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

/// <summary>What a redirect is about (RFC 792, page 12), with IANA's names.</summary>
public enum RedirectCode : byte
{
    /// <summary>All of a network.</summary>
    RedirectForNetwork = 0,

    /// <summary>One host.</summary>
    RedirectForHost = 1,

    /// <summary>All of a network, for one type of service.</summary>
    RedirectForTosAndNetwork = 2,

    /// <summary>One host, for one type of service.</summary>
    RedirectForTosAndHost = 3,
}

/// <summary>What is wrong (RFC 792, page 8; RFC 1108), with IANA's names.</summary>
public enum ParameterProblemCode : byte
{
    /// <summary>The byte at the pointer.</summary>
    PointerIndicatesError = 0,

    /// <summary>RFC 1108.</summary>
    MissingRequiredOption = 1,

    /// <summary>A length.</summary>
    BadLength = 2,
}

/// <summary>What an ICMP router advertises (RFC 1256; RFC 5944, section 2.1), with IANA's names.</summary>
public enum RouterAdvertisementCode : byte
{
    /// <summary>It routes.</summary>
    NormalRouterAdvertisement = 0,

    /// <summary>A mobility agent that routes nothing else.</summary>
    DoesNotRouteCommonTraffic = 16,
}

/// <summary>How an extended echo ended (RFC 8335, section 3), with IANA's names; the same for ICMP and ICMPv6.</summary>
public enum ExtendedEchoReplyCode : byte
{
    /// <summary>The interface was found.</summary>
    NoError = 0,

    /// <summary>The query's object is damaged.</summary>
    MalformedQuery = 1,

    /// <summary>The node has no such interface.</summary>
    NoSuchInterface = 2,

    /// <summary>The neighbour is in no table.</summary>
    NoSuchTableEntry = 3,

    /// <summary>The query means several.</summary>
    MultipleInterfacesSatisfyQuery = 4,
}
