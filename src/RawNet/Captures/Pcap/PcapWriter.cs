using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>Writes a classic pcap file (pcap-savefile(5)). It has no room for interfaces, directions
/// and comments: they are left out.</summary>
public sealed class PcapWriter : ICaptureWriter
{
    private readonly Stream _stream;
    private readonly CaptureInterface _interface;
    private readonly uint _snapLength;
    private readonly ByteOrder _order;
    private byte[] _buffer = new byte[2048];

    /// <summary>Writes the file header. The stream stays the caller's to flush and to close.</summary>
    /// <param name="stream">Takes one Write per record.</param>
    /// <param name="description">Link type, snap length, resolution and length of the frame check sequence of the whole file.
    /// No snap length, or one that readers refuse, becomes the largest they take; names are left out.</param>
    /// <param name="order">Little-endian, as most hosts are, unless set.</param>
    /// <exception cref="ArgumentException">A resolution other than micro- and nanoseconds, a time offset, or a length of frame check
    /// sequences that pcap cannot say.</exception>
    public PcapWriter(Stream stream, CaptureInterface description, ByteOrder order = ByteOrder.Little)
    {
        Check(description);
        _stream = stream;
        _interface = description;
        _snapLength = SnapLengthOf(description);
        _order = order;
        _stream.Write(FileHeader());
    }

    /// <summary>What the file holds.</summary>
    public LinkType LinkType => _interface.LinkType;

    /// <summary>Whether packets from there fit into the file.</summary>
    public bool Takes(CaptureInterface description) =>
        description.LinkType == LinkType && (description.FcsLength ?? 0) == (_interface.FcsLength ?? 0);

    /// <inheritdoc/>
    public void Write(in CapturedPacket packet)
    {
        if (packet.LinkType != _interface.LinkType)
            throw new ArgumentException(
                $"a packet of link type {packet.LinkType} does not fit into a pcap file of link type {_interface.LinkType}",
                nameof(packet));
        if (packet.FcsLength != 0 && packet.FcsLength != _interface.FcsLength)
            throw new ArgumentException($"a packet with {packet.FcsLength} bytes of frame check sequence does not fit into a pcap file "
                + $"that says {_interface.FcsLength ?? 0} of all",
                nameof(packet));
        ReadOnlySpan<byte> data = packet.Data[..(int)Math.Min((uint)packet.Data.Length, _snapLength)];
        (uint seconds, uint fraction) = Split(packet.TimeNanoseconds);
        int size = PcapSource.RecordHeaderSize + data.Length;
        if (_buffer.Length < size)
            _buffer = new byte[size];
        _order.Put(_buffer, seconds);
        _order.Put(_buffer.AsSpan(4), fraction);
        _order.Put(_buffer.AsSpan(8), (uint)data.Length);
        _order.Put(_buffer.AsSpan(12), WireLength.Of(packet));
        data.CopyTo(_buffer.AsSpan(PcapSource.RecordHeaderSize));
        _stream.Write(_buffer.AsSpan(0, size));
    }

    private static void Check(CaptureInterface description)
    {
        if (description.Resolution != TimeResolution.Microseconds && description.Resolution != TimeResolution.Nanoseconds)
            throw new ArgumentException($"pcap stores micro- or nanoseconds, not units of {description.Resolution}", nameof(description));
        if (description.OffsetSeconds != 0)
            throw new ArgumentException("pcap has no time offset", nameof(description));
    }

    private static uint SnapLengthOf(CaptureInterface description)
    {
        uint largest = SnapLengths.Largest(description.LinkType);
        return description.SnapLength == 0 ? largest : Math.Min(description.SnapLength, largest);
    }

    private byte[] FileHeader()
    {
        byte[] header = new byte[PcapHeader.Size];
        _order.Put(header, IsNanosecond ? PcapMagic.Nanoseconds : PcapMagic.Microseconds);
        _order.Put(header.AsSpan(4), PcapHeader.MajorVersion);
        _order.Put(header.AsSpan(6), PcapHeader.MinorVersion);
        _order.Put(header.AsSpan(16), _snapLength);
        _order.Put(header.AsSpan(20), PcapHeader.LinkField(_interface.LinkType, _interface.FcsLength));
        return header;
    }

    private bool IsNanosecond => _interface.Resolution == TimeResolution.Nanoseconds;

    private (uint Seconds, uint Fraction) Split(Int128? timeNanoseconds)
    {
        if (timeNanoseconds is not { } time)
            throw new ArgumentException("pcap cannot hold a packet without a time");
        (Int128 seconds, Int128 nanoseconds) = Int128.DivRem(time, 1_000_000_000);
        if (time < 0 || seconds > uint.MaxValue)
            throw new ArgumentException($"pcap holds times from 1970 to 2106, not {time} ns");
        return ((uint)seconds, (uint)(IsNanosecond ? nanoseconds : nanoseconds / 1000));
    }
}
