namespace RawNet.Captures;

/// <summary>Writes one pcapng section (draft-ietf-opsawg-pcapng): any number of interfaces, packets with nanoseconds,
/// directions and comments.</summary>
/// <remarks>A second writer on the same stream begins a second section, with interfaces of its own.</remarks>
public sealed class PcapngWriter : ICaptureWriter
{
    private readonly Stream _stream;
    private readonly BlockBuilder _block;
    private readonly List<CaptureInterface> _interfaces = [];

    /// <summary>Writes the Section Header Block. The stream stays the caller's to flush and to close.</summary>
    /// <param name="stream">Takes one Write per block.</param>
    /// <param name="section">What to tell of the recording; null tells nothing.</param>
    /// <param name="order">Little-endian, as most hosts are, unless set.</param>
    public PcapngWriter(Stream stream, PcapngSection? section = null, ByteOrder order = ByteOrder.Little)
    {
        _stream = stream;
        _block = new BlockBuilder(order);
        WriteSection(section ?? new PcapngSection());
    }

    /// <summary>Describes an interface; its packets may follow.</summary>
    /// <returns>The index for <see cref="CapturedPacket.Interface"/>, from 0 in this section.</returns>
    public int AddInterface(CaptureInterface description)
    {
        InterfaceBlock.Build(_block, description);
        WriteBlock();
        _interfaces.Add(description);
        return _interfaces.Count - 1;
    }

    /// <inheritdoc/>
    /// <remarks>A packet without a time becomes a Simple Packet Block, which can hold only interface 0, no direction,
    /// no comment and no cut but the snap length's.</remarks>
    public void Write(in CapturedPacket packet)
    {
        CaptureInterface description = InterfaceAt(packet.Interface);
        if (packet.LinkType != description.LinkType)
            throw new ArgumentException(
                $"a packet of link type {packet.LinkType} does not fit to interface {packet.Interface} of link type {description.LinkType}",
                nameof(packet));
        uint largest = SnapLengths.Largest(description.LinkType);
        uint limit = description.SnapLength == 0 ? largest : Math.Min(description.SnapLength, largest);
        ReadOnlySpan<byte> data = packet.Data[..(int)Math.Min((uint)packet.Data.Length, limit)];
        if (packet.TimeNanoseconds is not null)
            BuildEnhanced(packet, data, description);
        else
            BuildSimple(packet, data, description);
        WriteBlock();
    }

    /// <summary>Tells how many packets an interface saw and lost: an Interface Statistics Block (4.6),
    /// usually the last of the section.</summary>
    /// <param name="interfaceIndex">From <see cref="AddInterface"/>.</param>
    /// <param name="statistics">What is known.</param>
    public void WriteStatistics(int interfaceIndex, InterfaceStatistics statistics)
    {
        ulong units = InterfaceAt(interfaceIndex).UnitsOf(statistics.TimeNanoseconds);
        _block.Begin(BlockType.InterfaceStatistics);
        new StatisticsHeader((uint)interfaceIndex, units).Write(_block);
        _block.AddOption(OptionCode.Comment, statistics.Comment);
        AddCount(OptionCode.StatisticsReceived, statistics.Received);
        AddCount(OptionCode.StatisticsDropped, statistics.Dropped);
        AddCount(OptionCode.StatisticsDroppedBySystem, statistics.DroppedBySystem);
        AddCount(OptionCode.StatisticsDelivered, statistics.Delivered);
        _block.EndOptions();
        WriteBlock();
    }

    private void AddCount(ushort code, ulong? count)
    {
        if (count is { } known)
            _block.AddOption(code, known);
    }

    private void WriteSection(PcapngSection section)
    {
        _block.Begin(BlockType.SectionHeader);
        new SectionHeader(BlockCutter.MajorVersion, Minor: 0, Length: ulong.MaxValue).Write(_block);
        _block.AddOption(OptionCode.Comment, section.Comment);
        _block.AddOption(OptionCode.SectionHardware, section.Hardware);
        _block.AddOption(OptionCode.SectionOperatingSystem, section.OperatingSystem);
        _block.AddOption(OptionCode.SectionApplication, section.Application);
        _block.EndOptions();
        WriteBlock();
    }

    private void BuildEnhanced(in CapturedPacket packet, ReadOnlySpan<byte> data, CaptureInterface description)
    {
        ulong units = description.UnitsOf(packet.TimeNanoseconds!.Value);
        uint flags = PacketOptions.FlagsOf(packet, description);
        _block.Begin(BlockType.EnhancedPacket);
        new PacketHeader((uint)packet.Interface, Drops: null, units, (uint)data.Length, WireLength.Of(packet)).Write(_block);
        _block.AddPadded(data);
        foreach (ReadOnlySpan<byte> comment in packet.Comments)
            _block.AddOption(OptionCode.Comment, comment);
        if (flags != 0)
            _block.AddOption(OptionCode.PacketFlags, flags);
        if (packet.LostBefore > 0)
            _block.AddOption(OptionCode.PacketDropCount, packet.LostBefore);
        _block.EndOptions();
    }

    private void BuildSimple(in CapturedPacket packet, ReadOnlySpan<byte> data, CaptureInterface description)
    {
        SimplePacketHeader header = new(WireLength.Of(packet));
        if (packet.Interface != 0 || PacketOptions.FlagsOf(packet, description) != 0
            || packet.LostBefore > 0 || !packet.Comments.IsEmpty || data.Length != header.Captured(description))
            throw new ArgumentException(
                "a packet without a time needs interface 0, no direction, no comment and all bytes up to the snap length", nameof(packet));
        _block.Begin(BlockType.SimplePacket);
        header.Write(_block);
        _block.AddPadded(data);
    }

    private CaptureInterface InterfaceAt(int index) => index >= 0 && index < _interfaces.Count
        ? _interfaces[index]
        : throw new ArgumentException($"interface {index} was not added, there are {_interfaces.Count}", nameof(index));

    private void WriteBlock() => _stream.Write(_block.Finish());
}
