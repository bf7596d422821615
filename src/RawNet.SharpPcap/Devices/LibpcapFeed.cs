using RawNet.Captures;
using RawNet.SharpPcap.Conversions;
using RawNet.Wire;
using SharpPcap;

namespace RawNet.SharpPcap.Devices;

/// <summary>A device that was opened by name: read by pointers, without an object a packet.</summary>
internal sealed class LibpcapFeed : IPacketFeed
{
    private const int HasPacket = 1, HasNone = 0; // pcap_next_ex(3PCAP)
    private readonly PacketBuffer _buffer = new();
    private readonly LibpcapDevice _device;
    private readonly int _unit; // nanoseconds

    private LibpcapFeed(LibpcapDevice device)
    {
        _device = device;
        _unit = device.TimestampResolution == TimestampResolution.Nanosecond ? 1 : 1000;
        LinkType = device.LinkType.ToLinkType();
    }

    public LinkType LinkType { get; }

    public bool HasNanoseconds => _unit == 1;

    public bool IsEnded => false;

    public bool IsPrompt => _device.IsPrompt;

    public PcapCount Count => _device.Count;

    /// <exception cref="LibpcapException">No such device, or libpcap refused.</exception>
    public static LibpcapFeed Open(string name, PcapCaptureSettings settings)
    {
        LibpcapDevice device = new(PcapDevices.Find(name));
        try
        {
            device.Open(settings);
            return new LibpcapFeed(device);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    public bool TryRead(out CapturedPacket packet)
    {
        (nint header, nint data) = (0, 0);
        int status = _device.GetNextPacketPointers(ref header, ref data);
        packet = status == HasPacket ? Packet(RecordHeader.At(header), data) : default;
        return status is HasPacket or HasNone ? status == HasPacket : throw _device.Failure();
    }

    public void Wait(TimeSpan time) => _device.Wait(time);

    public void Send(ReadOnlySpan<byte> frame) => _device.Send(frame);

    public void Dispose() => _device.Dispose();

    private CapturedPacket Packet(RecordHeader header, nint data)
    {
        ReadOnlySpan<byte> bytes = _buffer.Copy(data, header.CaptureLength);
        return new(LinkType, bytes, header.TimeNanoseconds(_unit))
        {
            Length = header.Length,
            Direction = CookedDirection.Of(LinkType, bytes)
        };
    }
}
