namespace RawNet.Protocols;

/// <summary>What PPP carries, with IANA's names as far as they are short (PPP DLL Protocol Numbers).</summary>
public enum PppProtocol : ushort
{
    /// <summary>Fills a link, says nothing (RFC 1570).</summary>
    Padding = 0x0001,

    /// <summary>RFC 1332.</summary>
    Ipv4 = 0x0021,

    /// <summary>TCP with its header compressed after Van Jacobson (RFC 1332).</summary>
    VjCompressed = 0x002d,

    /// <summary>TCP as the compressor wants to see it (RFC 1332).</summary>
    VjUncompressed = 0x002f,

    /// <summary>A fragment of a bundle of links (RFC 1990).</summary>
    Multilink = 0x003d,

    /// <summary>RFC 5072.</summary>
    Ipv6 = 0x0057,

    /// <summary>A compressed datagram (RFC 1962).</summary>
    Compressed = 0x00fd,

    /// <summary>RFC 3032.</summary>
    MplsUnicast = 0x0281,

    /// <summary>RFC 3032.</summary>
    MplsMulticast = 0x0283,

    /// <summary>RFC 1332.</summary>
    Ipcp = 0x8021,

    /// <summary>RFC 1968.</summary>
    Ecp = 0x8053,

    /// <summary>RFC 5072.</summary>
    Ipv6cp = 0x8057,

    /// <summary>RFC 1962.</summary>
    Ccp = 0x80fd,

    /// <summary>RFC 3032.</summary>
    Mplscp = 0x8281,

    /// <summary>RFC 1661.</summary>
    Lcp = 0xc021,

    /// <summary>Name and password in clear text (RFC 1334).</summary>
    Pap = 0xc023,

    /// <summary>Quality of the link (RFC 1989).</summary>
    Lqr = 0xc025,

    /// <summary>A challenge and its answer (RFC 1994).</summary>
    Chap = 0xc223,

    /// <summary>RFC 3748.</summary>
    Eap = 0xc227,
}

/// <summary>What a control protocol of PPP wants, with IANA's names (PPP LCP and IPCP Codes).</summary>
public enum PppControlCode : byte
{
    /// <summary>RFC 2153.</summary>
    VendorSpecific = 0,

    /// <summary>RFC 1661.</summary>
    ConfigureRequest = 1,

    /// <summary>RFC 1661.</summary>
    ConfigureAck = 2,

    /// <summary>RFC 1661.</summary>
    ConfigureNak = 3,

    /// <summary>RFC 1661.</summary>
    ConfigureReject = 4,

    /// <summary>RFC 1661.</summary>
    TerminateRequest = 5,

    /// <summary>RFC 1661.</summary>
    TerminateAck = 6,

    /// <summary>RFC 1661.</summary>
    CodeReject = 7,

    /// <summary>RFC 1661.</summary>
    ProtocolReject = 8,

    /// <summary>RFC 1661.</summary>
    EchoRequest = 9,

    /// <summary>RFC 1661.</summary>
    EchoReply = 10,

    /// <summary>RFC 1661.</summary>
    DiscardRequest = 11,

    /// <summary>RFC 1570.</summary>
    Identification = 12,

    /// <summary>RFC 1570.</summary>
    TimeRemaining = 13,
}

/// <summary>Steps of PPP over Ethernet's discovery (RFC 2516, section 5).</summary>
public enum PppoeCode : byte
{
    /// <summary>A packet of a session.</summary>
    Session = 0,

    /// <summary>Offer.</summary>
    Pado = 0x07,

    /// <summary>Initiation.</summary>
    Padi = 0x09,

    /// <summary>Request.</summary>
    Padr = 0x19,

    /// <summary>Session confirmation.</summary>
    Pads = 0x65,

    /// <summary>Termination.</summary>
    Padt = 0xa7,
}
