namespace RawNet.Captures;

/// <summary>The packets of a classic pcap file (pcap-savefile(5)): a file header of 24 bytes, then records.</summary>
internal sealed class PcapSource : IPacketSource
{
    internal const int RecordHeaderSize = 16;

    private readonly CaptureInput _input;
    private readonly PcapMagic _magic;
    private readonly PcapHeader? _header;
    private readonly int _extraBytes;
    private long _before; // the first record's seconds

    internal PcapSource(CaptureInput input, PcapMagic magic)
    {
        _input = input;
        _magic = magic;
        Format = new CaptureFormat(CaptureContainer.Pcap, magic.Order, magic.Resolution);
        if (!input.Require(PcapHeader.Size))
        {
            Error = input.Ended("the file header", PcapHeader.Size);
            return;
        }
        _header = new PcapHeader(input.Read(PcapHeader.Size), magic);
        Format = Format with { Resolution = _header.Interface.Resolution };
        Interfaces = [_header.Interface];
        Error = _header.Fault();
        if (Error is null)
            _extraBytes = ExtraBytes();
    }

    public CaptureFormat Format { get; }

    public CaptureError? Error { get; private set; }

    public IReadOnlyList<CaptureInterface> Interfaces { get; } = [];

    public long SkippedBlocks => 0;

    public ulong? Dropped => null;

    public IReadOnlyList<string> Remarks => [];

    public bool TryRead(long number, out CapturedPacket packet)
    {
        packet = default;
        if (!_input.Require(1))
            Error = _input.Damage();
        else if (!_input.Require(HeaderSize))
            Error = _input.Ended("a packet's header", HeaderSize);
        else
            return TryReadRecord(number, out packet);
        return false;
    }

    private PcapHeader Header => _header ?? throw new InvalidOperationException("a file without a header has no records");

    private int HeaderSize => RecordHeaderSize + _extraBytes;

    // A live pipe is not waited for: nobody writes the patched layouts under the usual magic number any more.
    private bool IsUndecided => Header.MayBePatched && _input.IsLive && !_magic.IsModified;

    private PcapPatches Patches => new(_input, _magic.Order, Header.Interface);

    private int ExtraBytes() => !Header.MayBePatched || IsUndecided ? 0 : _magic.IsModified ? Patches.Marked() : Patches.Unmarked();

    private bool TryReadRecord(long number, out CapturedPacket packet)
    {
        packet = default;
        Error = number == 2 && IsUndecided ? Patches.ErrorOf((uint)_before, _input.Offset) : null;
        if (Error is not null)
            return false;
        (uint captured, _) = Lengths(_input.Window);
        Error = SnapLengths.ErrorOf(captured, Header.Interface.LinkType, number, _input.Offset);
        if (Error is not null)
            return false;
        if (!_input.Require(HeaderSize + (int)captured))
            Error = _input.Ended($"packet {number}", HeaderSize + captured);
        else
            packet = ReadRecord(number, (int)captured);
        return Error is null;
    }

    private CapturedPacket ReadRecord(long number, int captured)
    {
        ReadOnlySpan<byte> record = _input.Read(HeaderSize + captured);
        long seconds = _before = _magic.Order.U32(record);
        long fraction = _magic.Order.U32(record[4..]);
        long unit = Header.Interface.Resolution == TimeResolution.Nanoseconds ? 1 : 1000;
        int padding = Math.Min(Header.Padding, captured);
        ReadOnlySpan<byte> data = record[(HeaderSize + padding)..];
        return new CapturedPacket(Header.Interface.LinkType, data, (seconds * 1_000_000_000) + (fraction * unit))
        {
            Number = number,
            Length = Lengths(record).Wire - padding,
            FcsLength = Header.Interface.FcsLength ?? 0,
        };
    }

    private (uint Captured, long Wire) Lengths(ReadOnlySpan<byte> record)
    {
        uint first = _magic.Order.U32(record[8..]);
        uint second = _magic.Order.U32(record[12..]);
        bool isWireFirst = Header.Lengths switch
        {
            PcapLengths.WireFirst => true,
            PcapLengths.LesserIsCaptured => first > second,
            _ => false,
        };
        return isWireFirst ? (second, first) : (first, second);
    }
}
