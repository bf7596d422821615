using RawNet.Sockets;

namespace RawNet.Cli.Common.Files;

/// <summary>What a run over packets came to.</summary>
internal sealed class PacketTally
{
    /// <summary>Packets that were shown.</summary>
    public long Packets { get; set; }

    /// <summary>Captured bytes of them.</summary>
    public long Bytes { get; set; }

    /// <summary>Packets that the filter left out.</summary>
    public long LeftOut { get; set; }

    /// <summary>Packets of other link types than the one that a pcap file holds.</summary>
    public long NotWritten { get; set; }

    /// <summary>Files, or expressions.</summary>
    public long Sources { get; set; }

    /// <summary>Sources that ended in an error; their whole packets are counted.</summary>
    public long Damaged { get; set; }

    /// <summary>Of a live capture: frames that the socket saw, dropped ones included.</summary>
    public long? Received { get; set; }

    /// <summary>Packets that a recorder lost, by the word of the packets behind them.</summary>
    public ulong Lost { get; set; }

    /// <summary>Frames that a full buffer cost: of a live capture, or by the statistics of files.</summary>
    public long? Dropped { get; set; }

    /// <summary>Of a live capture: whether its interface went down or away.</summary>
    public LinkHistory Link { get; set; }
}
