namespace RawNet.Cli.Capture;

/// <summary>What a capture is taken with.</summary>
internal enum Backend
{
    /// <summary>A packet socket of ours.</summary>
    Packet,

    /// <summary>libpcap, through SharpPcap.</summary>
    Pcap,
}
