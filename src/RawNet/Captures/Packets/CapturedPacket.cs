using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>Which way a packet went, where the recorder knew (pcapng's epb_flags).</summary>
public enum PacketDirection
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>Received by the recording host.</summary>
    Inbound,

    /// <summary>Sent by the recording host.</summary>
    Outbound,
}

/// <summary>One packet of a capture file: what a reader gives and a writer takes.</summary>
/// <remarks>From a reader, <see cref="Data"/> and <see cref="Comments"/> lie in the reader's buffer and hold until its next
/// <see cref="CaptureReader.TryRead"/>.</remarks>
public readonly ref struct CapturedPacket
{
    /// <summary>A packet that was captured whole.</summary>
    /// <param name="linkType">What the first bytes are; a writer refuses one that differs from its interface's.</param>
    /// <param name="data">The bytes that were kept.</param>
    /// <param name="timeNanoseconds">Since 1970-01-01T00:00:00Z.</param>
    public CapturedPacket(LinkType linkType, ReadOnlySpan<byte> data, Int128? timeNanoseconds)
    {
        LinkType = linkType;
        Data = data;
        TimeNanoseconds = timeNanoseconds;
        Length = data.Length;
    }

    /// <summary>The place in the file, from 1. A writer does not look at it.</summary>
    public long Number { get; init; }

    /// <summary>Since 1970-01-01T00:00:00Z; null when the file does not tell (Simple Packet Block).</summary>
    /// <remarks>64 bits end in the year 2262. pcapng can say up to 2^64 units and 2^63 seconds of offset:
    /// less than 2^95 nanoseconds.</remarks>
    public Int128? TimeNanoseconds { get; init; }

    /// <summary>Bytes that the packet had on the wire. Damaged or odd files may say less than <see cref="Data"/> holds.</summary>
    public long Length { get; init; }

    /// <summary><see cref="Length"/> as decoders count: what is negative or beyond 2^31 - 1 is no length of a packet and says only
    /// that the capture is cut.</summary>
    public int DecodedLength => (int)Math.Clamp(Length, 0, int.MaxValue);

    /// <summary>The bytes that were kept, from the link layer on.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    /// <summary>What the first bytes are.</summary>
    public LinkType LinkType { get; init; }

    /// <summary>Index into the current section's <see cref="CaptureReader.Interfaces"/>; 0 in pcap.</summary>
    public int Interface { get; init; }

    /// <summary>Bytes at the end of the frame on the wire that are said to be its frame check sequence: by the packet itself (epb_flags),
    /// else by its interface; 0 when nobody says it.</summary>
    /// <remarks>A writer takes 0 for what its interface says; pcap has one value for all packets.</remarks>
    public int FcsLength { get; init; }

    /// <summary>Kept by pcapng only.</summary>
    public PacketDirection Direction { get; init; }

    /// <summary>epb_dropcount: packets that were lost between the one before of the interface and this. Kept by pcapng only.</summary>
    public ulong LostBefore { get; init; }

    /// <summary>What the interface found wrong with the frame. Kept by pcapng only.</summary>
    public LinkFaults LinkFaults { get; init; }

    /// <summary>Any number. Kept by pcapng only.</summary>
    public PacketComments Comments { get; init; }
}
