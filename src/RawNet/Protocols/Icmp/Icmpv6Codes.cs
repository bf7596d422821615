namespace RawNet.Protocols;

/// <summary>Why a destination cannot be reached (RFC 4443, section 3.1; RFC 6550; RFC 8883), with IANA's names.</summary>
public enum Icmpv6UnreachableCode : byte
{
    /// <summary>No entry of the routing table matches.</summary>
    NoRouteToDestination = 0,

    /// <summary>A filter forbids it.</summary>
    AdministrativelyProhibited = 1,

    /// <summary>The source address does not reach as far as the destination.</summary>
    BeyondScopeOfSourceAddress = 2,

    /// <summary>The neighbour does not answer.</summary>
    AddressUnreachable = 3,

    /// <summary>Nobody listens on the port.</summary>
    PortUnreachable = 4,

    /// <summary>A filter on sources forbids it; a kind of code 1.</summary>
    SourceAddressFailedPolicy = 5,

    /// <summary>A route says that this is to be refused; a kind of code 1.</summary>
    RejectRouteToDestination = 6,

    /// <summary>RFC 6550, section 20.18.</summary>
    ErrorInSourceRoutingHeader = 7,

    /// <summary>RFC 8883, section 3.</summary>
    HeadersTooLong = 8,
}

/// <summary>What ran out (RFC 4443, section 3.3), with IANA's names.</summary>
public enum Icmpv6TimeExceededCode : byte
{
    /// <summary>The hop limit reached 0 on the way.</summary>
    HopLimitExceeded = 0,

    /// <summary>Fragments did not arrive in time.</summary>
    FragmentReassemblyTimeExceeded = 1,
}

/// <summary>What is wrong at the pointer (RFC 4443, section 3.4; RFC 7112; RFC 8883), with IANA's names.</summary>
public enum Icmpv6ParameterProblemCode : byte
{
    /// <summary>A field of a header.</summary>
    ErroneousHeaderField = 0,

    /// <summary>A next header that the node does not know.</summary>
    UnrecognizedNextHeader = 1,

    /// <summary>An option that the node does not know and must not skip.</summary>
    UnrecognizedIpv6Option = 2,

    /// <summary>The first fragment ends before its headers do (RFC 7112).</summary>
    FirstFragmentIncompleteHeaderChain = 3,

    /// <summary>The upper-layer header behind a segment routing header (RFC 8754).</summary>
    SrUpperLayerHeaderError = 4,

    /// <summary>A next header that a node on the way does not know (RFC 8883).</summary>
    UnrecognizedNextHeaderByIntermediateNode = 5,

    /// <summary>RFC 8883.</summary>
    ExtensionHeaderTooBig = 6,

    /// <summary>RFC 8883.</summary>
    ExtensionHeaderChainTooLong = 7,

    /// <summary>RFC 8883.</summary>
    TooManyExtensionHeaders = 8,

    /// <summary>RFC 8883.</summary>
    TooManyOptionsInExtensionHeader = 9,

    /// <summary>RFC 8883.</summary>
    OptionTooBig = 10,
}
