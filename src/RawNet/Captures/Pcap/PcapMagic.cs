namespace RawNet.Captures;

/// <summary>What the first four bytes of a pcap file tell (pcap-savefile(5)).</summary>
/// <param name="Order">Of every number in the file.</param>
/// <param name="Resolution">Of the second half of each time.</param>
/// <param name="IsModified">Whether it marks files of a patched libpcap of 1999, which have more behind each record header.</param>
internal readonly record struct PcapMagic(ByteOrder Order, TimeResolution Resolution, bool IsModified)
{
    internal const int Size = 4;
    internal const uint Microseconds = 0xa1b2c3d4;
    internal const uint Nanoseconds = 0xa1b23c4d;
    private const uint Modified = 0xa1b2cd34;

    /// <summary>Whether it is the first one that pcap had.</summary>
    internal bool IsUsual => !IsModified && Resolution == TimeResolution.Microseconds;

    internal static bool TryParse(ReadOnlySpan<byte> bytes, out PcapMagic magic) =>
        TryParse(bytes, ByteOrder.Little, out magic) || TryParse(bytes, ByteOrder.Big, out magic);

    private static bool TryParse(ReadOnlySpan<byte> bytes, ByteOrder order, out PcapMagic magic)
    {
        uint number = order.U32(bytes);
        magic = number switch
        {
            Nanoseconds => new PcapMagic(order, TimeResolution.Nanoseconds, false),
            Modified => new PcapMagic(order, TimeResolution.Microseconds, true),
            _ => new PcapMagic(order, TimeResolution.Microseconds, false),
        };
        return number is Microseconds or Nanoseconds or Modified;
    }
}
