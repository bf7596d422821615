namespace RawNet.Captures;

/// <summary>Option codes that are read or written (draft-ietf-opsawg-pcapng, 3.5 and 4).</summary>
internal static class OptionCode
{
    internal const ushort End = 0;
    internal const ushort Comment = 1;

    internal const ushort CustomUtf8 = 2988;
    internal const ushort CustomBytes = 2989;
    internal const ushort CustomUtf8NotCopyable = 19372;
    internal const ushort CustomBytesNotCopyable = 19373;

    internal const ushort SectionHardware = 2;
    internal const ushort SectionOperatingSystem = 3;
    internal const ushort SectionApplication = 4;

    internal const ushort InterfaceName = 2;
    internal const ushort InterfaceDescription = 3;
    internal const ushort InterfaceAddress4 = 4;
    internal const ushort InterfaceAddress6 = 5;
    internal const ushort InterfaceMac = 6;
    internal const ushort InterfaceEui = 7;
    internal const ushort InterfaceSpeed = 8;
    internal const ushort InterfaceTimeResolution = 9;
    internal const ushort InterfaceTimeZone = 10;
    internal const ushort InterfaceFilter = 11;
    internal const ushort InterfaceCheckLength = 13;
    internal const ushort InterfaceTimeOffset = 14;
    internal const ushort InterfaceSendSpeed = 16;
    internal const ushort InterfaceReceiveSpeed = 17;

    internal const ushort PacketFlags = 2;
    internal const ushort PacketHash = 3;
    internal const ushort PacketDropCount = 4;
    internal const ushort PacketId = 5;
    internal const ushort PacketQueue = 6;
    internal const ushort PacketVerdict = 7;
    internal const ushort PacketThread = 8;

    internal const ushort ResolverAddress4 = 3;
    internal const ushort ResolverAddress6 = 4;

    internal const ushort StatisticsStart = 2;
    internal const ushort StatisticsReceived = 4;
    internal const ushort StatisticsDropped = 5;
    internal const ushort StatisticsDroppedBySystem = 7;
    internal const ushort StatisticsDelivered = 8;
}

/// <summary>Walks the options at the end of a block: code, length, value padded to 4. Ends at opt_endofopt,
/// at the block's end and at damage.</summary>
/// <remarks>The records of a Name Resolution Block have the same layout.</remarks>
/// <param name="options">The bytes from the first option's code on.</param>
/// <param name="order">That of the block.</param>
public ref struct BlockOptions(ReadOnlySpan<byte> options, ByteOrder order)
{
    private const int HeaderSize = 4;
    private ReadOnlySpan<byte> _rest = options;

    /// <summary>What the option is; its meaning is the block's, apart from the codes that all blocks share (3.5).</summary>
    public ushort Code { get; private set; }

    /// <summary>Without its padding, in the buffer that the options lie in.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether an option reached beyond the block, opt_endofopt too.</summary>
    public bool Damaged { get; private set; }

    /// <summary>Whether <see cref="MoveNextSound"/> met an option of a length that it cannot have.</summary>
    internal bool Odd { get; private set; }

    /// <summary>Once the walk is over: what lies behind opt_endofopt.</summary>
    internal readonly ReadOnlySpan<byte> Behind => _rest.Length < HeaderSize || Damaged ? [] : _rest[HeaderSize..];

    /// <summary>Goes to the next option; false when there is none.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < HeaderSize)
            return false;
        int length = order.U16(_rest[2..]);
        Damaged = HeaderSize + Padded(length) > _rest.Length;
        if (Damaged || order.U16(_rest) == OptionCode.End)
            return false;
        Code = order.U16(_rest);
        Value = _rest.Slice(HeaderSize, length);
        _rest = _rest[(HeaderSize + Padded(length))..];
        return true;
    }

    /// <summary>Goes to the next option; false also at one that no sound file has.</summary>
    internal bool MoveNextSound(BlockType block)
    {
        if (!MoveNext())
            return false;
        Odd = !OptionLengths.Allow(block, this);
        return !Odd;
    }

    /// <summary>Once the walk is over: what is wrong with the option that ended it; null when nothing is.</summary>
    internal readonly CaptureError? ErrorOf(Block block) =>
        Damaged ? BlockDescriber.Beyond(block, "an option")
        : Odd
            ? CaptureError.BadLength(block.Offset, $"an option of the block has {Value.Length} bytes, which one of code {Code} cannot have")
        : null;

    /// <summary>The next multiple of 4.</summary>
    internal static int Padded(int length) => (length + 3) & ~3;
}
