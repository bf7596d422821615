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
internal ref struct BlockOptions(ReadOnlySpan<byte> options, ByteOrder order)
{
    private const int HeaderSize = 4;
    private ReadOnlySpan<byte> _rest = options;

    internal ushort Code { get; private set; }

    internal ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether an option reached beyond the block.</summary>
    internal bool Damaged { get; private set; }

    internal bool MoveNext()
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
}
