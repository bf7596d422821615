namespace RawNet.Captures;

/// <summary>The blocks of pcapng that are given a meaning here; numbers and sections of draft-ietf-opsawg-pcapng.</summary>
internal enum BlockType : uint
{
    /// <summary>4.2.</summary>
    InterfaceDescription = 1,

    /// <summary>Appendix A: obsolete, still found in old files.</summary>
    Packet = 2,

    /// <summary>4.4.</summary>
    SimplePacket = 3,

    /// <summary>4.6.</summary>
    InterfaceStatistics = 5,

    /// <summary>4.3.</summary>
    EnhancedPacket = 6,

    /// <summary>4.1: the same bytes in both orders.</summary>
    SectionHeader = 0x0a0d0d0a,
}
