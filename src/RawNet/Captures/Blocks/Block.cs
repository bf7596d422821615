namespace RawNet.Captures;

/// <summary>One whole pcapng block in its reader's buffer (draft-ietf-opsawg-pcapng, 3.1): type,
/// total length, body, total length again.</summary>
/// <remarks>It holds until the next <see cref="BlockReader.TryRead"/>.</remarks>
public readonly ref struct Block
{
    internal const int HeaderSize = 8;
    internal const int TrailerSize = 4;
    internal const int SmallestSize = HeaderSize + TrailerSize;

    /// <summary>Wireshark's limit: an Enhanced Packet Block of the longest packet that any link type has, and 128 KiB of options.</summary>
    internal const int LargestSize = SmallestSize + PacketHeader.Size + SnapLengths.LargestOfAll + (128 << 10);

    internal Block(long offset, ByteOrder order, ReadOnlySpan<byte> bytes)
    {
        Offset = offset;
        Order = order;
        Bytes = bytes;
    }

    /// <summary>Where its type stands, in bytes from the start of the unpacked file.</summary>
    public long Offset { get; }

    /// <summary>That of its section, which every number in it has.</summary>
    public ByteOrder Order { get; }

    /// <summary>From the type to the second length.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Any number: those without a name here are blocks nobody has defined, or that carry nothing to describe.</summary>
    public BlockType Type => (BlockType)Order.U32(Bytes);

    /// <summary>Between the two lengths.</summary>
    public ReadOnlySpan<byte> Body => Bytes[HeaderSize..^TrailerSize];
}
