namespace RawNet.Captures;

/// <summary>Cuts a pcapng file into its blocks and follows the byte order of its sections;
/// it knows no block but the Section Header.</summary>
internal sealed class BlockCutter(CaptureInput input)
{
    internal const ushort MajorVersion = 1;
    private const int OrderMagicAt = 8;
    private const int SmallestSectionHeader = 28;

    internal ByteOrder Order { get; private set; }

    internal CaptureError? Error { get; private set; }

    /// <summary>The next block; false at the end and at damage.</summary>
    internal bool TryRead(out Block block)
    {
        block = default;
        if (!input.Require(1))
            Error = input.Damage();
        else if (!input.Require(Block.SmallestSize))
            Error = input.Ended("a block", Block.SmallestSize);
        else
            Error = BeginSection() ?? CheckLength();
        if (Error is not null || input.Window.IsEmpty)
            return false;
        long offset = input.Offset;
        block = new Block(offset, Order, input.Read(Length));
        return true;
    }

    private int Length => (int)Order.U32(input.Window[4..]);

    private bool AtSectionHeader => Order.U32(input.Window) == (uint)BlockType.SectionHeader;

    // 4.1: the magic tells the order, so it comes before the length.
    private CaptureError? BeginSection()
    {
        if (!AtSectionHeader)
            return null;
        ReadOnlySpan<byte> magic = input.Window.Slice(OrderMagicAt, 4);
        if (ByteOrder.Little.U32(magic) != SectionHeader.OrderMagic && ByteOrder.Big.U32(magic) != SectionHeader.OrderMagic)
            return new CaptureError(CaptureFault.NotACapture, input.Offset + OrderMagicAt,
                $"{Convert.ToHexStringLower(magic)} is no byte-order magic of a pcapng section");
        Order = ByteOrder.Little.U32(magic) == SectionHeader.OrderMagic ? ByteOrder.Little : ByteOrder.Big;
        return null;
    }

    private CaptureError? CheckLength()
    {
        uint length = Order.U32(input.Window[4..]);
        int smallest = AtSectionHeader ? SmallestSectionHeader : Block.SmallestSize;
        if (length % 4 != 0)
            return CaptureError.BadLength(input.Offset, $"the block length {length} is not a multiple of 4");
        if (length < smallest || length > Block.LargestSize)
            return CaptureError.BadLength(input.Offset, $"the block length {length} is not from {smallest} to {Block.LargestSize}");
        return input.Require((int)length)
            ? CheckTrailer(length) ?? (AtSectionHeader ? CheckVersion() : null)
            : input.Ended("a block", length);
    }

    private CaptureError? CheckTrailer(uint length)
    {
        uint trailer = Order.U32(input.Window[((int)length - Block.TrailerSize)..]);
        return trailer == length
            ? null
            : CaptureError.BadLength(input.Offset, $"the block length is {length} in front of the block and {trailer} behind it");
    }

    // 4.1: versions 1.0 and 1.2 are the same format.
    private CaptureError? CheckVersion()
    {
        ushort major = Order.U16(input.Window[12..]);
        ushort minor = Order.U16(input.Window[14..]);
        return major == MajorVersion && (minor is 0 or 2)
            ? null
            : new CaptureError(CaptureFault.UnsupportedVersion, input.Offset + 12,
                $"pcapng version {major}.{minor} is not supported, only 1.0 and 1.2");
    }
}
