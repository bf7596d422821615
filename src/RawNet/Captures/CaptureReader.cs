namespace RawNet.Captures;

/// <summary>Reads the packets of a pcap or pcapng file, also packed by gzip, in one pass over a stream that need not be seekable.</summary>
/// <remarks>
/// <code>
/// using CaptureReader reader = CaptureReader.Open(stream);
/// while (reader.TryRead(out CapturedPacket packet))
///     Use(packet.TimeNanoseconds, packet.Data);
/// if (reader.Error is { } error)
///     Complain(error.ToString());
/// </code>
/// Bytes never make it throw: a damaged file gives its whole packets, then one error. Exceptions of the stream itself pass through.
/// Lengths that contradict each other are refused as Wireshark refuses them. One difference is meant: Wireshark takes a file without
/// the first bytes of a capture, an empty one too, for another kind of file (text, MIME); here that is an error.
/// Memory does not grow with the file, and nothing is allocated per packet.
/// </remarks>
public sealed class CaptureReader : IDisposable
{
    private readonly CaptureInput _input;
    private readonly IPacketSource _source;
    private long _number;

    private CaptureReader(CaptureInput input)
    {
        _input = input;
        _source = SourceOf(input);
    }

    /// <summary>What kind of file it is. In pcapng it follows the section.</summary>
    public CaptureFormat Format => _source.Format with { Compressed = _input.Compressed };

    /// <summary>Why reading ended early; null before the end, and after it when the file was whole.</summary>
    public CaptureError? Error => _source.Error;

    /// <summary>The interfaces described so far in the current section; always one in pcap.</summary>
    public IReadOnlyList<CaptureInterface> Interfaces => _source.Interfaces;

    /// <summary>pcapng blocks passed over so far that are neither a section, an interface nor a packet.</summary>
    public long SkippedBlocks => _source.SkippedBlocks;

    /// <summary>Packets that interfaces and the operating system lost while this was recorded, by the statistics blocks so far;
    /// null when none tells.</summary>
    public ulong? Dropped => _source.Dropped;

    /// <summary>What descriptions of interfaces said so far that does not count, a clause each: "interface 0:
    /// if_tsresol is ignored: ...".</summary>
    /// <remarks>Of very many only the first.</remarks>
    public IReadOnlyList<string> Remarks => _source.Remarks;

    /// <summary>Reads the first bytes to know the format. A file of no known format gives a reader without packets
    /// and with an <see cref="Error"/>.</summary>
    /// <param name="stream">Stays open: the caller closes it after the reader.</param>
    public static CaptureReader Open(Stream stream) => new(new CaptureInput(stream));

    /// <summary>The next packet; false at the end and from the first error on.</summary>
    public bool TryRead(out CapturedPacket packet)
    {
        packet = default;
        if (Error is not null || !_source.TryRead(_number + 1, out packet))
            return false;
        _number = packet.Number;
        return true;
    }

    /// <summary>Frees the buffers; the stream stays open.</summary>
    public void Dispose() => _input.Release();

    private static IPacketSource SourceOf(CaptureInput input)
    {
        if (!input.Require(PcapMagic.Size))
            return new NoSource(input.Ended("a capture file's magic number", PcapMagic.Size));
        ReadOnlySpan<byte> magic = input.Window[..PcapMagic.Size];
        if (PcapMagic.TryParse(magic, out PcapMagic known))
            return new PcapSource(input, known);
        if (ByteOrder.Big.U32(magic) == (uint)BlockType.SectionHeader)
            return new PcapngSource(input);
        return new NoSource(
            Unpacking.ErrorOf(magic, $"the magic number {Convert.ToHexStringLower(magic)} is that of no capture format (pcap, pcapng)"));
    }

    private sealed class NoSource(CaptureError error) : IPacketSource
    {
        public CaptureFormat Format { get; } = new(CaptureContainer.Unknown, ByteOrder.Little, null);

        public CaptureError? Error => error;

        public IReadOnlyList<CaptureInterface> Interfaces => [];

        public long SkippedBlocks => 0;

        public ulong? Dropped => null;

        public IReadOnlyList<string> Remarks => [];

        public bool TryRead(long number, out CapturedPacket packet)
        {
            packet = default;
            return false;
        }
    }
}
