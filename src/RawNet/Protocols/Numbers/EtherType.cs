namespace RawNet.Protocols;

/// <summary>What an Ethernet frame carries, with the names of IANA's IEEE 802 Numbers as far as they are short.</summary>
public enum EtherType : ushort
{
    /// <summary>RFC 9542.</summary>
    Ipv4 = 0x0800,

    /// <summary>RFC 9542.</summary>
    Arp = 0x0806,

    /// <summary>RFC 903.</summary>
    ReverseArp = 0x8035,

    /// <summary>A customer's tag (IEEE 802.1Q).</summary>
    CTag = 0x8100,

    /// <summary>RFC 9542.</summary>
    Ipv6 = 0x86dd,

    /// <summary>RFC 5332.</summary>
    Mpls = 0x8847,

    /// <summary>RFC 2516.</summary>
    PppoeDiscovery = 0x8863,

    /// <summary>RFC 2516.</summary>
    PppoeSession = 0x8864,

    /// <summary>Authentication on a port (IEEE 802.1X).</summary>
    Eapol = 0x888e,

    /// <summary>A provider's tag (IEEE 802.1Q).</summary>
    STag = 0x88a8,

    /// <summary>Neighbours of a link (IEEE 802.1AB).</summary>
    Lldp = 0x88cc,

    /// <summary>IEEE 802.1AE.</summary>
    Macsec = 0x88e5,

    /// <summary>Time (IEEE 1588).</summary>
    Ptp = 0x88f7,
}
