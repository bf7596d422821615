namespace RawNet.SharpPcap.Devices;

/// <summary>What must be set before a device sees its first packet (pcap_create(3PCAP) to pcap_activate(3PCAP)).</summary>
public sealed record PcapCaptureSettings
{
    /// <summary>libpcap's MAXIMUM_SNAPLEN: no frame is longer.</summary>
    public const int WholeFrames = 262_144;

    /// <summary>Bytes kept of each packet at most.</summary>
    public int SnapLength { get; init; } = WholeFrames;

    /// <summary>Everything on the link, also what is for other hosts.</summary>
    public bool Promiscuous { get; init; }

    /// <summary>Each packet is handed over when it comes, one buffer slot a packet; else packets of one read timeout come together,
    /// which holds far longer bursts.</summary>
    public bool Immediate { get; init; }

    /// <summary>How long packets are gathered, and how long a read waits where the system has no other way (Windows, macOS).
    /// Whole milliseconds, at least one.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Bytes of the kernel's buffer; null keeps libpcap's, 2 MiB on Linux.</summary>
    public int? BufferSize { get; init; }

    /// <summary>Times in nanoseconds where the device has them; <see cref="PcapCapture.HasNanoseconds"/> tells.</summary>
    public bool Nanoseconds { get; init; } = true;

    /// <summary>A tcpdump expression (pcap-filter(7)), compiled by libpcap for the device; null lets everything in.</summary>
    public string? Filter { get; init; }
}
