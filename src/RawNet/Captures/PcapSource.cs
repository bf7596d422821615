using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>The packets of a classic pcap file (pcap-savefile(5)): a file header of 24 bytes, then records.</summary>
internal sealed class PcapSource : IPacketSource
{
    internal const int FileHeaderSize = 24;
    internal const int RecordHeaderSize = 16;
    internal const ushort MajorVersion = 2;
    internal const ushort MinorVersion = 4;

    /// <summary>Of the link type's field, between the type itself and what is said of the frame check sequence; libpcap refuses a file where one is set.</summary>
    private const uint ReservedBits = 0x03ff0000;

    private readonly CaptureInput _input;
    private readonly PcapMagic _magic;
    private readonly CaptureInterface _interface = new(LinkType.Null);

    internal PcapSource(CaptureInput input, PcapMagic magic)
    {
        _input = input;
        _magic = magic;
        Format = new CaptureFormat(CaptureContainer.Pcap, magic.Order, magic.Resolution);
        if (!input.Require(FileHeaderSize))
        {
            Error = input.Ended("the file header", FileHeaderSize);
            return;
        }
        ReadOnlySpan<byte> header = input.Take(FileHeaderSize);
        _interface = Describe(header);
        Interfaces = [_interface];
        Error = FaultOf(header);
    }

    public CaptureFormat Format { get; }

    public CaptureError? Error { get; private set; }

    public IReadOnlyList<CaptureInterface> Interfaces { get; } = [];

    public long SkippedBlocks => 0;

    public ulong? Dropped => null;

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

    private int HeaderSize => RecordHeaderSize + _magic.ExtraBytes;

    private bool TryReadRecord(long number, out CapturedPacket packet)
    {
        packet = default;
        uint captured = _magic.Order.U32(_input.Window[8..]);
        Error = SnapLengths.ErrorOf(captured, _interface.LinkType, number, _input.Offset);
        if (Error is not null)
            return false;
        if (!_input.Require(HeaderSize + (int)captured))
            Error = _input.Ended($"packet {number}", HeaderSize + captured);
        else
            packet = Take(number, (int)captured);
        return Error is null;
    }

    private CapturedPacket Take(long number, int captured)
    {
        ReadOnlySpan<byte> record = _input.Take(HeaderSize + captured);
        long seconds = _magic.Order.U32(record);
        long fraction = _magic.Order.U32(record[4..]);
        long unit = _magic.Resolution == TimeResolution.Nanoseconds ? 1 : 1000;
        return new CapturedPacket(_interface.LinkType, record[HeaderSize..], (seconds * 1_000_000_000) + (fraction * unit))
        {
            Number = number,
            Length = _magic.Order.U32(record[12..]),
        };
    }

    private CaptureError? FaultOf(ReadOnlySpan<byte> header)
    {
        ushort major = _magic.Order.U16(header[4..]);
        if (major != MajorVersion)
            return new CaptureError(CaptureFault.UnsupportedVersion, 4, $"pcap version {major}.{_magic.Order.U16(header[6..])} is not supported, only {MajorVersion}.x");
        uint field = _magic.Order.U32(header[20..]);
        return (field & ReservedBits) == 0 ? null : new CaptureError(CaptureFault.BadLinkType, 20, $"the field of the link type, 0x{field:x8}, has reserved bits set");
    }

    // The upper half of the link type's field holds the length of a frame check sequence and flags.
    private CaptureInterface Describe(ReadOnlySpan<byte> header) => new((LinkType)(ushort)_magic.Order.U32(header[20..]))
    {
        SnapLength = _magic.Order.U32(header[16..]),
        Resolution = _magic.Resolution,
    };
}
