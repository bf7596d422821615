namespace RawNet.Captures;

/// <summary>Option codes that are read or written (draft-ietf-opsawg-pcapng, 3.5 and 4).</summary>
internal static class OptionCode
{
    internal const ushort End = 0;
    internal const ushort Comment = 1;

    internal const ushort SectionHardware = 2;
    internal const ushort SectionOperatingSystem = 3;
    internal const ushort SectionApplication = 4;

    internal const ushort InterfaceName = 2;
    internal const ushort InterfaceDescription = 3;
    internal const ushort InterfaceTimeResolution = 9;
    internal const ushort InterfaceTimeOffset = 14;

    internal const ushort PacketFlags = 2;

    internal const ushort StatisticsReceived = 4;
    internal const ushort StatisticsDropped = 5;
}

/// <summary>Walks the options at the end of a block: code, length, value padded to 4. Ends at opt_endofopt, at the block's end and at damage.</summary>
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

    /// <summary>Whether an option reached beyond the block.</summary>
    public bool Damaged { get; private set; }

    /// <summary>Once the walk is over: what lies behind opt_endofopt.</summary>
    internal readonly ReadOnlySpan<byte> Behind => _rest.Length < HeaderSize || Damaged ? [] : _rest[(HeaderSize + BodyOfEnd)..];

    /// <summary>Goes to the next option; false when there is none.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < HeaderSize || order.U16(_rest) == OptionCode.End)
            return false;
        int length = order.U16(_rest[2..]);
        Damaged = HeaderSize + Padded(length) > _rest.Length;
        if (Damaged)
            return false;
        Code = order.U16(_rest);
        Value = _rest.Slice(HeaderSize, length);
        _rest = _rest[(HeaderSize + Padded(length))..];
        return true;
    }

    /// <summary>The next multiple of 4.</summary>
    internal static int Padded(int length) => (length + 3) & ~3;

    // Its length is 0 (3.5); one that claims more is followed as far as there are bytes.
    private readonly int BodyOfEnd => Math.Min(Padded(order.U16(_rest[2..])), _rest.Length - HeaderSize);
}
