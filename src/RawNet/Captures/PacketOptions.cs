namespace RawNet.Captures;

/// <summary>What the options of a packet block tell.</summary>
internal readonly ref struct PacketOptions
{
    private const uint DirectionMask = 3; // 4.3.1: bits 0 and 1 of epb_flags

    internal PacketDirection Direction { get; private init; }

    internal ReadOnlySpan<byte> Comment { get; private init; }

    /// <param name="block">The packet's.</param>
    /// <param name="at">Where in its body they begin.</param>
    /// <param name="error">What is wrong with one of them.</param>
    internal static PacketOptions Parse(Block block, int at, out CaptureError? error)
    {
        BlockOptions options = new(block.Body[at..], block.Order);
        PacketOptions found = default;
        while (options.MoveNextSound(block.Type))
            found = found.With(options, block.Order);
        error = options.ErrorOf(block);
        return found;
    }

    internal static uint FlagsOf(PacketDirection direction) => (uint)direction;

    private PacketOptions With(BlockOptions option, ByteOrder order) => option.Code switch
    {
        OptionCode.PacketFlags when option.Value.Length == 4 => new PacketOptions { Direction = DirectionOf(order.U32(option.Value)), Comment = Comment },
        OptionCode.Comment when Comment.IsEmpty => new PacketOptions { Direction = Direction, Comment = option.Value },
        _ => this,
    };

    private static PacketDirection DirectionOf(uint flags) => (flags & DirectionMask) switch
    {
        1 => PacketDirection.Inbound,
        2 => PacketDirection.Outbound,
        _ => PacketDirection.Unknown,
    };
}
