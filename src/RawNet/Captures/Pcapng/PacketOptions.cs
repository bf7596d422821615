namespace RawNet.Captures;

/// <summary>What the options of a packet block tell.</summary>
internal readonly ref struct PacketOptions
{
    private const uint MostFcsLength = 15;
    private const uint DirectionMask = 3; // 4.3.1: bits 0 and 1 of epb_flags
    private const int FcsLengthAt = 5; // the bits of epb_flags from here on
    private const int FaultsAt = 24; // the bits of epb_flags from here on

    internal PacketDirection Direction { get; private init; }

    internal PacketComments Comments { get; private init; }

    /// <summary>Bytes; 0 does not tell.</summary>
    internal int FcsLength { get; private init; }

    internal ulong LostBefore { get; private init; }

    internal LinkFaults LinkFaults { get; private init; }

    /// <param name="block">The packet's.</param>
    /// <param name="at">Where in its body they begin.</param>
    /// <param name="error">What is wrong with one of them.</param>
    internal static PacketOptions Parse(Block block, int at, out CaptureError? error)
    {
        ReadOnlySpan<byte> bytes = block.Body[at..];
        BlockOptions options = new(bytes, block.Order);
        OptionChoice choice = new(block.Type);
        PacketOptions found = default;
        bool isCommented = false;
        while (options.MoveNextSound(block.Type))
        {
            isCommented |= options.Code == OptionCode.Comment;
            if (choice.Refuse(options) is null)
                found = found.With(options, block);
        }
        error = options.ErrorOf(block);
        return isCommented ? found with { Comments = new PacketComments(bytes, block.Order) } : found;
    }

    /// <exception cref="ArgumentException">The frame check sequence is longer than four bits can say.</exception>
    internal static uint FlagsOf(in CapturedPacket packet, CaptureInterface description)
    {
        uint own = packet.FcsLength == (description.FcsLength ?? 0) ? 0 : (uint)packet.FcsLength;
        if (own > MostFcsLength)
            throw new ArgumentException($"epb_flags says at most {MostFcsLength} bytes of frame check sequence, not {own}", nameof(packet));
        return (uint)packet.Direction | own << FcsLengthAt | (uint)packet.LinkFaults << FaultsAt;
    }

    private PacketOptions With(BlockOptions option, Block block) => option.Code switch
    {
        OptionCode.PacketFlags => With(block.Order.U32(option.Value)),
        OptionCode.PacketDropCount when block.Type == BlockType.EnhancedPacket => this with { LostBefore = block.Order.U64(option.Value) },
        _ => this,
    };

    private PacketOptions With(uint flags) => this with
    {
        Direction = DirectionOf(flags),
        FcsLength = (int)(flags >> FcsLengthAt & MostFcsLength),
        LinkFaults = (LinkFaults)(flags >> FaultsAt)
    };

    private static PacketDirection DirectionOf(uint flags) => (flags & DirectionMask) switch
    {
        1 => PacketDirection.Inbound,
        2 => PacketDirection.Outbound,
        _ => PacketDirection.Unknown,
    };
}
