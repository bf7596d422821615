using RawNet.Captures;
using RawNet.Cli.Output;
using RawNet.Sockets;

namespace RawNet.Cli.Capturing;

/// <summary>A capture file of live interfaces: pcap when its name ends in .pcap, else pcapng with the interfaces' names, directions and statistics.</summary>
/// <remarks>Each record is one write, so a process killed at any moment leaves whole records.</remarks>
internal sealed class Recorder : IDisposable
{
    /// <summary>Without a buffer each record is one write; what a network carries is nobody else's business.</summary>
    private static readonly FileStreamOptions Whole = new()
    {
        Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    private readonly Stream _stream;
    private readonly bool _isOwned;
    private readonly string _name;
    private readonly PcapngWriter? _pcapng;
    private readonly Dictionary<int, int> _interfaces = [];
    private PcapWriter? _pcap;

    /// <param name="name">A file's name; <c>-</c> is standard output.</param>
    /// <param name="standardOutput">Stays open.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public Recorder(string name, Stream standardOutput)
    {
        _name = name;
        _isOwned = name != "-";
        _stream = _isOwned ? OutputFile.Create(name, Whole) : standardOutput;
        if (!name.EndsWith(".pcap", StringComparison.OrdinalIgnoreCase)) _pcapng = new PcapngWriter(_stream, new PcapngSection { Application = "rawnet" });
    }

    /// <summary>Adds an interface before its first frame; then the file says of which interface it is even when nothing comes.</summary>
    public void Add(Link link)
    {
        var description = new CaptureInterface(link.LinkType) { Name = link.Name };
        if (_pcapng is null && _pcap is not null) return;
        if (_pcapng is null) _pcap = new PcapWriter(_stream, description);
        _interfaces[link.Index] = _pcapng?.AddInterface(description) ?? 0;
    }

    /// <summary>Writes one packet; allocates nothing after the interface's first.</summary>
    /// <exception cref="UsageException">A pcap file holds one link type, and this is another.</exception>
    public void Write(in CapturedPacket packet, int interfaceIndex)
    {
        if (_pcapng is null)
        {
            WriteSimple(packet, interfaceIndex);
            return;
        }
        if (!_interfaces.TryGetValue(interfaceIndex, out int index))
        {
            Add(Link.ByIndex(interfaceIndex));
            index = _interfaces[interfaceIndex];
        }
        _pcapng.Write(new CapturedPacket(packet.LinkType, packet.Data, packet.TimeNanoseconds) { Length = packet.Length, Direction = packet.Direction, Interface = index });
    }

    /// <summary>Tells what the kernel counted; pcapng only. Of several interfaces only the sum is known, so none is told.</summary>
    public void Finish(long timeNanoseconds, long received, long dropped)
    {
        if (_pcapng is not null && _interfaces.Count == 1) _pcapng.WriteStatistics(0, timeNanoseconds, (ulong)received, (ulong)dropped);
        _stream.Flush();
    }

    public void Dispose()
    {
        if (_isOwned) _stream.Dispose();
    }

    private void WriteSimple(in CapturedPacket packet, int interfaceIndex)
    {
        if (_pcap is null) Add(Link.ByIndex(interfaceIndex));
        try
        {
            _pcap!.Write(packet);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"'{_name}' is a pcap file and holds one link type; a name that ends in .pcapng would take them all");
        }
    }
}
