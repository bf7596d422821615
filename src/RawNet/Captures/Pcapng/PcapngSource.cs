using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RawNet.Captures;

/// <summary>The packets of a pcapng file: what the blocks of each section mean (draft-ietf-opsawg-pcapng, 4).</summary>
internal sealed class PcapngSource(CaptureInput input) : IPacketSource
{
    private const int MostRemarks = 16;

    private readonly BlockCutter _blocks = new(input);
    private readonly List<CaptureInterface> _interfaces = [];
    private readonly DropCounts _drops = new();
    private readonly List<string> _remarks = [];

    public CaptureFormat Format => new(CaptureContainer.Pcapng, _blocks.Order, null);

    public CaptureError? Error { get; private set; }

    public IReadOnlyList<CaptureInterface> Interfaces => _interfaces;

    public long SkippedBlocks { get; private set; }

    public ulong? Dropped => _drops.Total;

    public IReadOnlyList<string> Remarks => _remarks;

    public bool TryRead(long number, out CapturedPacket packet)
    {
        packet = default;
        while (Error is null && _blocks.TryRead(out Block block))
        {
            if (TryPacket(block, number, out packet))
                return true;
            if (NumberedBlocks.Contain(block.Type))
                number++;
        }
        Error ??= _blocks.Error;
        return false;
    }

    private bool TryPacket(Block block, long number, out CapturedPacket packet)
    {
        packet = default;
        switch (block.Type)
        {
            case BlockType.EnhancedPacket or BlockType.Packet:
                return TryTimed(block, number, out packet);
            case BlockType.SimplePacket:
                return TrySimple(block, number, out packet);
            case BlockType.SectionHeader:
                Error = BlockCheck.Of(block);
                _interfaces.Clear();
                _drops.BeginSection();
                break;
            case BlockType.InterfaceDescription:
                AddInterface(block);
                break;
            default:
                Error = BlockCheck.Of(block);
                SkippedBlocks++;
                if (Error is null && block.Type == BlockType.InterfaceStatistics)
                    _drops.Add(block);
                break;
        }
        return false;
    }

    private void AddInterface(Block block)
    {
        if (InterfaceBlock.TryParse(block, out CaptureInterface? description, out CaptureError? error))
            Add(description);
        else
            Error = error;
    }

    private void Add(CaptureInterface description)
    {
        int number = _interfaces.Count;
        foreach (string ignored in description.Ignored.Take(MostRemarks - _remarks.Count))
            _remarks.Add(string.Create(CultureInfo.InvariantCulture, $"interface {number}: {ignored}"));
        _interfaces.Add(description);
    }

    // 4.3 and appendix A: interface, time, captured and original length, bytes padded to 4, options.
    private bool TryTimed(Block block, long number, out CapturedPacket packet)
    {
        packet = default;
        if (!HasHeader(block, PacketHeader.Size))
            return false;
        var header = PacketHeader.Of(block);
        int there = block.Body.Length - PacketHeader.Size;
        if (!header.Fits(block))
            Error = CaptureError.BadLength(block.Offset,
                $"packet {number} claims {header.Captured} captured bytes and its block holds {there}", header.Captured, there);
        else if (TryInterface(block, header.Interface, out CaptureInterface? description)
            && HasCredibleLength(block, description, number, header.Captured))
            packet = Timed(block, header, description, number);
        return Error is null;
    }

    private CapturedPacket Timed(Block block, scoped in PacketHeader header, CaptureInterface description, long number)
    {
        PacketOptions options = PacketOptions.Parse(block, header.OptionsAt(block), out CaptureError? error);
        Error = error;
        ReadOnlySpan<byte> captured = block.Body.Slice(PacketHeader.Size, (int)header.Captured);
        return new CapturedPacket(description.LinkType, captured, description.TimeOf(header.Time))
        {
            Number = number,
            Length = header.Length,
            Interface = (int)header.Interface,
            FcsLength = options.FcsLength > 0 ? options.FcsLength : description.FcsLength ?? 0,
            Direction = options.Direction,
            LostBefore = options.LostBefore,
            LinkFaults = options.LinkFaults,
            Comments = options.Comments,
        };
    }

    // 4.4: always of interface 0, no time, and its captured length is the lesser of two; then nothing but padding.
    private bool TrySimple(Block block, long number, out CapturedPacket packet)
    {
        packet = default;
        if (!HasHeader(block, SimplePacketHeader.Size) || !TryInterface(block, 0, out CaptureInterface? description))
            return false;
        var header = SimplePacketHeader.Of(block);
        ReadOnlySpan<byte> rest = block.Body[SimplePacketHeader.Size..];
        uint limit = header.Captured(description);
        if (limit > rest.Length || BlockOptions.Padded((int)limit) != rest.Length)
            Error = CaptureError.BadLength(block.Offset,
                $"packet {number} has {limit} captured bytes by its length and the snap length, and its block holds {rest.Length}",
                limit, rest.Length);
        else if (HasCredibleLength(block, description, number, limit))
            packet = new CapturedPacket(description.LinkType, rest[..(int)limit], null)
            {
                Number = number,
                Length = header.Length,
                FcsLength = description.FcsLength ?? 0
            };
        return Error is null;
    }

    private bool HasHeader(Block block, int size)
    {
        if (block.Body.Length < size)
            Error = BlockDescriber.Short(block, BlockDescriber.Shape(block.Type).Name, size);
        return Error is null;
    }

    private bool HasCredibleLength(Block block, CaptureInterface description, long number, uint captured)
    {
        Error = SnapLengths.ErrorOf(captured, description.LinkType, number, block.Offset);
        return Error is null;
    }

    private bool TryInterface(Block block, uint index, [NotNullWhen(true)] out CaptureInterface? description)
    {
        description = index < _interfaces.Count ? _interfaces[(int)index] : null;
        if (description is null)
            Error = new CaptureError(CaptureFault.NoInterface, block.Offset,
                $"a packet of interface {index} in a section that describes {_interfaces.Count}");
        return description is not null;
    }
}
