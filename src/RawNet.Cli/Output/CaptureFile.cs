using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Cli.Output;

/// <summary>A capture file that a verb writes: pcap when its name ends in .pcap, else pcapng, which takes packets of several link types.</summary>
internal sealed class CaptureFile : ICaptureWriter, IDisposable
{
    private readonly string _name;
    private readonly FileStream _stream;
    private readonly Dictionary<LinkType, int> _interfaces = [];
    private readonly PcapngWriter? _pcapng;
    private PcapWriter? _pcap;

    /// <param name="name">The file's name; a file of that name is overwritten.</param>
    /// <param name="isLive">Each packet reaches the file at once, so that a run that is killed leaves whole records.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public CaptureFile(string name, bool isLive = false)
    {
        _name = name;
        _stream = OutputFile.Create(name, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = isLive ? 0 : 1 << 16 });
        if (!name.EndsWith(".pcap", StringComparison.OrdinalIgnoreCase)) _pcapng = new PcapngWriter(_stream);
    }

    /// <exception cref="UsageException">A pcap file holds one link type, and this is another.</exception>
    public void Write(in CapturedPacket packet)
    {
        bool known = _interfaces.TryGetValue(packet.LinkType, out int index);
        if (!known) index = Add(packet.LinkType);
        if (_pcapng is not null) _pcapng.Write(With(packet, index));
        else _pcap!.Write(packet);
    }

    public void Dispose() => _stream.Dispose();

    private int Add(LinkType link)
    {
        var description = new CaptureInterface(link);
        if (_pcapng is null && _pcap is not null) throw new UsageException($"'{_name}' is a pcap file and holds one link type; a name that ends in .pcapng would take them all");
        if (_pcapng is null) _pcap = new PcapWriter(_stream, description);
        int index = _pcapng?.AddInterface(description) ?? 0;
        _interfaces.Add(link, index);
        return index;
    }

    private static CapturedPacket With(in CapturedPacket packet, int index) => new(packet.LinkType, packet.Data, packet.TimeNanoseconds)
    {
        Number = packet.Number,
        Length = packet.Length,
        Interface = index,
        Direction = packet.Direction,
        Comment = packet.Comment,
    };
}
