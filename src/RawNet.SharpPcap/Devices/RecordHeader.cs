using System.Runtime.InteropServices;

namespace RawNet.SharpPcap.Devices;

/// <summary>struct pcap_pkthdr, read where libpcap left it: SharpPcap's reader makes two objects a packet.</summary>
/// <remarks>
/// A timeval, then 4 bytes each of captured and whole length. The timeval is two longs: 4 bytes each on Windows
/// and on 32-bit systems, else 8; on macOS the second has 4 and is padded. With nanosecond precision the second part counts
/// nanoseconds (pcap_set_tstamp_precision(3PCAP)).
/// </remarks>
internal readonly record struct RecordHeader(long Seconds, long Fraction, int CaptureLength, uint Length)
{
    private static readonly bool _isShort = nint.Size == sizeof(int) || OperatingSystem.IsWindows();

    internal static RecordHeader At(nint header) => _isShort
        ? new((uint)Marshal.ReadInt32(header), Marshal.ReadInt32(header, 4),
            Marshal.ReadInt32(header, 8), (uint)Marshal.ReadInt32(header, 12))
        : new(Marshal.ReadInt64(header), FractionAt(header), Marshal.ReadInt32(header, 16), (uint)Marshal.ReadInt32(header, 20));

    /// <param name="unit">Nanoseconds of one <see cref="Fraction"/>.</param>
    internal Int128 TimeNanoseconds(int unit) => ((Int128)Seconds * 1_000_000_000) + (Fraction * unit);

    private static long FractionAt(nint header) => OperatingSystem.IsMacOS() ? Marshal.ReadInt32(header, 8) : Marshal.ReadInt64(header, 8);
}
