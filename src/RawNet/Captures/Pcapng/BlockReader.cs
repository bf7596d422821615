namespace RawNet.Captures;

/// <summary>Reads a pcapng file, also packed by gzip, block by block, whatever the blocks mean:
/// none is left out, none is changed.</summary>
/// <remarks>Bytes never make it throw: a damaged file gives its whole blocks, then one error.
/// Exceptions of the stream itself pass through.</remarks>
public sealed class BlockReader : IDisposable
{
    private readonly CaptureInput _input;
    private readonly BlockCutter _blocks;
    private readonly CaptureError? _refusal;

    private BlockReader(CaptureInput input)
    {
        _input = input;
        _blocks = new BlockCutter(input);
        _refusal = Refuse(input);
    }

    /// <summary>Why reading ended early; null before the end, and after it when the file was whole.</summary>
    public CaptureError? Error => _refusal ?? _blocks.Error;

    /// <summary>Looks at the first bytes. What is no pcapng gives a reader without blocks and with an <see cref="Error"/>:
    /// <see cref="CaptureFault.NoBlocks"/> when it is pcap.</summary>
    /// <param name="stream">Stays open: the caller closes it after the reader.</param>
    public static BlockReader Open(Stream stream) => new(new CaptureInput(stream));

    /// <summary>The next block; false at the end and from the first error on.</summary>
    public bool TryRead(out Block block)
    {
        block = default;
        return Error is null && _blocks.TryRead(out block);
    }

    /// <summary>Frees the buffers; the stream stays open.</summary>
    public void Dispose() => _input.Release();

    private static CaptureError? Refuse(CaptureInput input)
    {
        if (!input.Require(PcapMagic.Size))
            return input.Ended("a capture file's magic number", PcapMagic.Size);
        ReadOnlySpan<byte> magic = input.Window[..PcapMagic.Size];
        if (ByteOrder.Big.U32(magic) == (uint)BlockType.SectionHeader)
            return null;
        return PcapMagic.TryParse(magic, out _)
            ? new CaptureError(CaptureFault.NoBlocks, 0, "a pcap file has no blocks, only a pcapng file has")
            : Unpacking.ErrorOf(magic, $"the magic number {Convert.ToHexStringLower(magic)} is not that of pcapng");
    }
}
