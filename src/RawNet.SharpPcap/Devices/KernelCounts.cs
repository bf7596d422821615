using System.Runtime.InteropServices;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap.Devices;

/// <summary>What libpcap counted (pcap_stats(3PCAP)), asked of libpcap itself: SharpPcap 6.3.1 reads struct pcap_stat's u_int as 64 bits
/// wide on Linux and loses the drops.</summary>
internal static class KernelCounts
{
    private static readonly string[] _libraries = ["libpcap.so.1", "libpcap.so.0.8", "libpcap.so", "libpcap.dylib", "wpcap.dll"];
    private static readonly Lazy<PcapStats?> _stats = new(Find);

    private delegate int PcapStats(nint handle, ref Stat stat);

    /// <summary>The counts; null when libpcap gives none for the device.</summary>
    public static PcapCount? Of(PcapHandle handle)
    {
        var stat = new Stat();
        return _stats.Value is { } ask && ask(handle.DangerousGetHandle(), ref stat) == 0
            ? new PcapCount(stat.Received, stat.Dropped, stat.DroppedByInterface)
            : null;
    }

    private static PcapStats? Find()
    {
        foreach (string name in _libraries)
            if (NativeLibrary.TryLoad(name, out nint library) && NativeLibrary.TryGetExport(library, "pcap_stats", out nint function))
                return Marshal.GetDelegateForFunctionPointer<PcapStats>(function);
        return null;
    }

    /// <summary>struct pcap_stat: three u_int, and three more with Npcap.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 24)]
    private struct Stat
    {
        public uint Received;
        public uint Dropped;
        public uint DroppedByInterface;
    }
}
