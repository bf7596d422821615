namespace RawNet.Captures;

/// <summary>The blocks of pcapng that are given a meaning here; numbers and sections of draft-ietf-opsawg-pcapng.</summary>
public enum BlockType : uint
{
    /// <summary>Reserved (10.1): no block has it.</summary>
    None = 0,

    /// <summary>4.2.</summary>
    InterfaceDescription = 1,

    /// <summary>Appendix A: obsolete, still found in old files.</summary>
    Packet = 2,

    /// <summary>4.4.</summary>
    SimplePacket = 3,

    /// <summary>4.5: addresses and their names.</summary>
    NameResolution = 4,

    /// <summary>4.6.</summary>
    InterfaceStatistics = 5,

    /// <summary>4.3.</summary>
    EnhancedPacket = 6,

    /// <summary>4.7: one entry of a systemd journal.</summary>
    JournalExport = 9,

    /// <summary>4.8: keys that open what was captured.</summary>
    DecryptionSecrets = 10,

    /// <summary>4.9: a program that changes the file may keep it.</summary>
    Custom = 0xbad,

    /// <summary>4.9: a program that changes the file must leave it out.</summary>
    CustomNotCopyable = 0x4000_0bad,

    /// <summary>4.1: the same bytes in both orders.</summary>
    SectionHeader = 0x0a0d0d0a,
}
