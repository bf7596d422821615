namespace RawNet.Captures;

/// <summary>What the options of a packet block tell.</summary>
internal readonly ref struct PacketOptions
{
    private const uint DirectionMask = 3; // 4.3.1: bits 0 and 1 of epb_flags
    private const int FaultsAt = 24; // the bits of epb_flags from here on

    internal PacketDirection Direction { get; private init; }

    internal ReadOnlySpan<byte> Comment { get; private init; }

    internal ulong LostBefore { get; private init; }

    internal LinkFaults LinkFaults { get; private init; }

    /// <param name="block">The packet's.</param>
    /// <param name="at">Where in its body they begin.</param>
    /// <param name="error">What is wrong with one of them.</param>
    internal static PacketOptions Parse(Block block, int at, out CaptureError? error)
    {
        BlockOptions options = new(block.Body[at..], block.Order);
        PacketOptions found = default;
        while (options.MoveNextSound(block.Type))
            found = found.With(options, block);
        error = options.ErrorOf(block);
        return found;
    }

    internal static uint FlagsOf(in CapturedPacket packet) => (uint)packet.Direction | (uint)packet.LinkFaults << FaultsAt;

    private PacketOptions With(BlockOptions option, Block block) => option.Code switch
    {
        OptionCode.PacketFlags when option.Value.Length == 4 => With(block.Order.U32(option.Value)),
        OptionCode.Comment when Comment.IsEmpty => this with { Comment = option.Value },
        OptionCode.PacketDropCount when block.Type == BlockType.EnhancedPacket => this with { LostBefore = block.Order.U64(option.Value) },
        _ => this,
    };

    private PacketOptions With(uint flags) => this with { Direction = DirectionOf(flags), LinkFaults = (LinkFaults)(flags >> FaultsAt) };

    private static PacketDirection DirectionOf(uint flags) => (flags & DirectionMask) switch
    {
        1 => PacketDirection.Inbound,
        2 => PacketDirection.Outbound,
        _ => PacketDirection.Unknown,
    };
}
