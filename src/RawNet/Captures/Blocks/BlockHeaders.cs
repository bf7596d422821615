namespace RawNet.Captures;

// What stands in front of the variable part of each block's body (draft-ietf-opsawg-pcapng, 4), for readers and writers alike.

/// <summary>Section Header Block (4.1): the magic that tells the byte order, the version, the section's length.</summary>
/// <param name="Major">1.</param>
/// <param name="Minor">0 or 2.</param>
/// <param name="Length">Bytes of the section; all ones do not tell.</param>
internal readonly record struct SectionHeader(ushort Major, ushort Minor, ulong Length)
{
    public const int Size = 16;
    public const uint OrderMagic = 0x1a2b3c4d;

    public static SectionHeader Of(Block block)
    {
        ReadOnlySpan<byte> body = block.Body;
        return new(block.Order.U16(body[4..]), block.Order.U16(body[6..]), block.Order.U64(body[8..]));
    }

    public void Write(BlockBuilder to)
    {
        to.Add(OrderMagic);
        to.Add(Major);
        to.Add(Minor);
        to.Add(Length);
    }
}

/// <summary>Interface Description Block (4.2): the link type, 2 reserved bytes, the snap length.</summary>
internal readonly record struct InterfaceHeader(ushort LinkType, uint SnapLength)
{
    public const int Size = 8;

    public static InterfaceHeader Of(Block block) => new(block.Order.U16(block.Body), block.Order.U32(block.Body[4..]));

    public void Write(BlockBuilder to)
    {
        to.Add(LinkType);
        to.Add((ushort)0);
        to.Add(SnapLength);
    }
}

/// <summary>Enhanced Packet Block (4.3) and the older Packet Block (appendix A), which spends half of the interface on a drop count.
/// The captured bytes follow, padded to 4, then options.</summary>
/// <param name="Interface">Its index.</param>
/// <param name="Drops">Of the older block only.</param>
/// <param name="Time">In units of the interface.</param>
/// <param name="Captured">Bytes that follow.</param>
/// <param name="Length">Bytes on the wire.</param>
internal readonly record struct PacketHeader(uint Interface, ushort? Drops, ulong Time, uint Captured, uint Length)
{
    public const int Size = 20;

    public static PacketHeader Of(Block block)
    {
        ReadOnlySpan<byte> body = block.Body;
        bool isOld = block.Type == BlockType.Packet;
        return new(isOld ? block.Order.U16(body) : block.Order.U32(body), isOld ? block.Order.U16(body[2..]) : null,
            block.Order.Time(body[4..]), block.Order.U32(body[12..]), block.Order.U32(body[16..]));
    }

    /// <summary>Whether the captured bytes lie within the block.</summary>
    public bool Fits(Block block) => Captured <= block.Body.Length - Size;

    /// <summary>Where the options begin in the body of a block that the captured bytes fit into.</summary>
    public int OptionsAt(Block block) => Math.Min(Size + BlockOptions.Padded((int)Captured), block.Body.Length);

    /// <summary>As an Enhanced Packet Block has it.</summary>
    public void Write(BlockBuilder to)
    {
        to.Add(Interface);
        to.AddTime(Time);
        to.Add(Captured);
        to.Add(Length);
    }
}

/// <summary>Simple Packet Block (4.4): the length on the wire. The captured bytes follow, the lesser of it and the snap length
/// of interface 0, and nothing but padding behind them.</summary>
internal readonly record struct SimplePacketHeader(uint Length)
{
    public const int Size = 4;

    public static SimplePacketHeader Of(Block block) => new(block.Order.U32(block.Body));

    /// <summary>The captured bytes by these two lengths; the block may hold fewer.</summary>
    public uint Captured(CaptureInterface description) =>
        description.SnapLength == 0 ? Length : Math.Min(Length, description.SnapLength);

    public void Write(BlockBuilder to) => to.Add(Length);
}

/// <summary>Interface Statistics Block (4.6): the interface and the time, in its units.</summary>
internal readonly record struct StatisticsHeader(uint Interface, ulong Time)
{
    public const int Size = 12;

    public static StatisticsHeader Of(Block block) => new(block.Order.U32(block.Body), block.Order.Time(block.Body[4..]));

    public void Write(BlockBuilder to)
    {
        to.Add(Interface);
        to.AddTime(Time);
    }
}

/// <summary>Decryption Secrets Block (4.8): the type of the secrets and their bytes, which follow padded to 4; then options.</summary>
internal readonly record struct SecretsHeader(uint Type, uint Length)
{
    public const int Size = 8;

    public static SecretsHeader Of(Block block) => new(block.Order.U32(block.Body), block.Order.U32(block.Body[4..]));

    public bool Fits(Block block) => Length <= block.Body.Length - Size;

    public int OptionsAt(Block block) => Math.Min(Size + BlockOptions.Padded((int)Length), block.Body.Length);
}

/// <summary>Custom Block (4.9): whose it is. Options may follow the data, but only its maker knows where.</summary>
/// <param name="Enterprise">IANA's private enterprise number.</param>
internal readonly record struct CustomHeader(uint Enterprise)
{
    public const int Size = 4;

    public static CustomHeader Of(Block block) => new(block.Order.U32(block.Body));
}
