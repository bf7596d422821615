using RawNet.Captures;
using RawNet.Sockets;

namespace RawNet.Cli.Output;

/// <summary>What a run over packets came to.</summary>
internal sealed class PacketCount
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

/// <summary>Shows packets, one way or another.</summary>
internal interface IPacketRenderer : IDisposable
{
    /// <summary>Before the first packet.</summary>
    void Start();

    /// <param name="packet">The packet.</param>
    /// <param name="file">The file's name when several are read.</param>
    void Show(in CapturedPacket packet, string? file);

    /// <summary>Stands for input that is no packet, where a reader counts lines.</summary>
    void ShowNothing();

    /// <summary>After the last packet.</summary>
    void Finish(PacketCount count);

    /// <summary>Hands over what was shown so far.</summary>
    void Flush();
}
