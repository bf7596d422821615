namespace RawNet.Captures;

/// <summary>One whole pcapng block in its reader's buffer (draft-ietf-opsawg-pcapng, 3.1): type, total length, body, total length again.</summary>
internal readonly ref struct Block
{
    internal const int HeaderSize = 8;
    internal const int TrailerSize = 4;
    internal const int SmallestSize = HeaderSize + TrailerSize;

    /// <summary>libpcap's INITIAL_MAX_BLOCKSIZE and Wireshark's limit.</summary>
    internal const int LargestSize = 16 << 20;

    internal Block(long offset, ByteOrder order, ReadOnlySpan<byte> bytes)
    {
        Offset = offset;
        Order = order;
        Bytes = bytes;
    }

    internal long Offset { get; }

    internal ByteOrder Order { get; }

    /// <summary>From the type to the second length.</summary>
    internal ReadOnlySpan<byte> Bytes { get; }

    internal BlockType Type => (BlockType)Order.U32(Bytes);

    internal ReadOnlySpan<byte> Body => Bytes[HeaderSize..^TrailerSize];
}
