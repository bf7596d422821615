namespace RawNet.Captures;

/// <summary>What the options of a packet block tell.</summary>
internal readonly ref struct PacketOptions
{
    private const uint DirectionMask = 3; // 4.3.1: bits 0 and 1 of epb_flags

    internal PacketDirection Direction { get; private init; }

    internal PacketComments Comments { get; private init; }

    /// <param name="block">The packet's.</param>
    /// <param name="at">Where in its body they begin.</param>
    /// <param name="error">What is wrong with one of them.</param>
    internal static PacketOptions Parse(Block block, int at, out CaptureError? error)
    {
        ReadOnlySpan<byte> bytes = block.Body[at..];
        BlockOptions options = new(bytes, block.Order);
        OptionChoice choice = new(block.Type);
        PacketDirection direction = PacketDirection.Unknown;
        bool isCommented = false;
        while (options.MoveNextSound(block.Type))
        {
            isCommented |= options.Code == OptionCode.Comment;
            if (options.Code == OptionCode.PacketFlags && choice.Refuse(options) is null)
                direction = DirectionOf(block.Order.U32(options.Value));
        }
        error = options.ErrorOf(block);
        return new PacketOptions { Direction = direction, Comments = isCommented ? new PacketComments(bytes, block.Order) : default };
    }

    internal static uint FlagsOf(PacketDirection direction) => (uint)direction;

    private static PacketDirection DirectionOf(uint flags) => (flags & DirectionMask) switch
    {
        1 => PacketDirection.Inbound,
        2 => PacketDirection.Outbound,
        _ => PacketDirection.Unknown,
    };
}
