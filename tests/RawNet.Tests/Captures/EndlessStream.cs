using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>A capture file without an end: its header, then the same record of 1000 bytes again and again.</summary>
internal sealed class EndlessStream : MemoryStream
{
    private readonly long _firstRecord;

    internal EndlessStream(bool pcapng)
    {
        ICaptureWriter writer = Writer(this, pcapng);
        _firstRecord = Position;
        writer.Write(new CapturedPacket(LinkType.Ethernet, new byte[1000], 1) { Comments = PacketComments.Of("again") });
        Position = 0;
    }

    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Position == Length)
            Position = _firstRecord;
        return base.Read(buffer, offset, count);
    }

    internal static ICaptureWriter Writer(Stream stream, bool pcapng)
    {
        CaptureInterface description = new(LinkType.Ethernet);
        if (!pcapng)
            return new PcapWriter(stream, description);
        PcapngWriter writer = new(stream);
        writer.AddInterface(description);
        return writer;
    }
}
