namespace RawNet.Captures;

/// <summary>What the options of a packet block tell. Damage in them ends their list.</summary>
internal readonly ref struct PacketOptions
{
    private const uint DirectionMask = 3; // 4.3.1: bits 0 and 1 of epb_flags

    internal PacketDirection Direction { get; private init; }

    internal ReadOnlySpan<byte> Comment { get; private init; }

    /// <summary>Whether an option reached beyond the block.</summary>
    internal bool Damaged { get; private init; }

    internal static PacketOptions Parse(ReadOnlySpan<byte> bytes, ByteOrder order)
    {
        BlockOptions options = new(bytes, order);
        PacketOptions found = default;
        while (options.MoveNext())
            found = found.With(options, order);
        return options.Damaged ? new PacketOptions { Damaged = true } : found;
    }

    internal static uint FlagsOf(PacketDirection direction) => (uint)direction;

    private PacketOptions With(BlockOptions option, ByteOrder order) => option.Code switch
    {
        OptionCode.PacketFlags when option.Value.Length == 4 => new PacketOptions { Direction = DirectionOf(order.U32(option.Value)), Comment = Comment },
        OptionCode.Comment when Comment.IsEmpty              => new PacketOptions { Direction = Direction, Comment = option.Value },
        _                                                    => this,
    };

    private static PacketDirection DirectionOf(uint flags) => (flags & DirectionMask) switch
    {
        1 => PacketDirection.Inbound,
        2 => PacketDirection.Outbound,
        _ => PacketDirection.Unknown,
    };
}
