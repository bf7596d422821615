namespace RawNet.Captures;

/// <summary>Blocks without a packet that Wireshark numbers with the packets all the same, so that a packet behind them
/// has the number that it has there.</summary>
/// <remarks>Custom blocks are none: versions of Wireshark differ about them.</remarks>
internal static class NumberedBlocks
{
    // Sysdig's events as Wireshark 4.0 reads them (wiretap/pcapng.c).
    private const uint SysdigEvent = 0x204;
    private const uint SysdigEvent2 = 0x216;
    private const uint SysdigLargeEvent2 = 0x221;

    internal static bool Contain(BlockType type) =>
        type is BlockType.JournalExport || (uint)type is SysdigEvent or SysdigEvent2 or SysdigLargeEvent2;
}
