using RawNet.Captures;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Output;

/// <summary>A capture file that a verb writes: pcap when its name ends in .pcap, else pcapng, which takes packets of several interfaces and link types.</summary>
internal sealed class CaptureFile : ICaptureWriter, IDisposable
{
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _name;
    private readonly Stream _stream;
    private readonly bool _isOwned;
    private readonly Dictionary<(LinkType Link, int Number), int> _interfaces = [];
    private readonly PcapngWriter? _pcapng;
    private PcapWriter? _pcap;
    private bool _isOfOneLink;

    // What is live is not buffered: each record is one write, so that a run that is killed leaves whole records; what a network carries is nobody else's business.
    private CaptureFile(string name, bool isLive, Stream? open = null)
    {
        (_name, _isOwned) = (name, open is null);
        _stream = open ?? (isLive ? OutputFile.Create(name, Owner) : new BufferedStream(OutputFile.Create(name, Everybody), 1 << 16));
        if (!name.EndsWith(".pcap", StringComparison.OrdinalIgnoreCase)) _pcapng = new PcapngWriter(_stream, new PcapngSection { Application = "rawnet" });
    }

    /// <summary>For packets that the verb makes itself.</summary>
    /// <param name="name">The file's name; a file of that name is overwritten; <c>-</c> is standard output.</param>
    /// <param name="standardOutput">Stays open.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public static CaptureFile OfMade(string name, Stream standardOutput) => new(name, isLive: false, name == "-" ? standardOutput : null);

    /// <summary>For what one interface's wire carries; it comes as interface 0.</summary>
    /// <param name="name">The file's name; a file of that name is overwritten.</param>
    /// <param name="link">The interface.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public static CaptureFile OfWire(string name, Link link)
    {
        var file = new CaptureFile(name, isLive: true);
        file.Add(link, 0);
        return file;
    }

    /// <summary>For what any interfaces see, numbered as the kernel does.</summary>
    /// <param name="name">The file's name; <c>-</c> is standard output.</param>
    /// <param name="standardOutput">Stays open.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public static CaptureFile OfInterfaces(string name, Stream standardOutput) => new(name, isLive: true, name == "-" ? standardOutput : null);

    /// <summary>Adds an interface before its first packet; then the file names it even when nothing comes.</summary>
    /// <param name="link">The interface.</param>
    /// <param name="number">What its packets give as their interface.</param>
    public void Add(Link link, int number) => Add(new CaptureInterface(link.LinkType) { Name = link.Name }, number);

    /// <inheritdoc cref="Add(Link, int)"/>
    public void Add(CaptureInterface description, int number)
    {
        _isOfOneLink = _interfaces.Count == 0;
        Add(number, description);
    }

    /// <summary>Writes one packet; allocates nothing after the interface's first.</summary>
    /// <param name="packet">Its interface is the number that it was added by.</param>
    /// <param name="nameOf">Gives an interface that was not added its name, or null: it may be gone before its packet is written.</param>
    /// <exception cref="UsageException">A pcap file holds one link type, and this is another.</exception>
    public void Write(in CapturedPacket packet, Func<int, string?>? nameOf)
    {
        if (!_interfaces.TryGetValue((packet.LinkType, packet.Interface), out int index)) index = Add(packet.Interface, new CaptureInterface(packet.LinkType) { Name = nameOf?.Invoke(packet.Interface) });
        if (_pcapng is null) _pcap!.Write(packet);
        else _pcapng.Write(packet with { Interface = index });
    }

    /// <inheritdoc/>
    public void Write(in CapturedPacket packet) => Write(packet, nameOf: null);

    /// <summary>Tells what the kernel counted; pcapng only. Of all interfaces only the sum is known, so none is told.</summary>
    public void Finish(long timeNanoseconds, long received, long dropped)
    {
        if (_pcapng is not null && _isOfOneLink) _pcapng.WriteStatistics(0, timeNanoseconds, (ulong)received, (ulong)dropped);
        _stream.Flush();
    }

    /// <summary>Ends the file, which is one that can be read also when nothing was written.</summary>
    public void Dispose()
    {
        if (_pcapng is null) _pcap ??= new PcapWriter(_stream, new CaptureInterface(LinkType.Ethernet));
        if (_isOwned) _stream.Dispose();
        else _stream.Flush();
    }

    private int Add(int number, CaptureInterface description)
    {
        int index = _pcapng?.AddInterface(description) ?? AddToPcap(description);
        _interfaces.Add((description.LinkType, number), index);
        return index;
    }

    // A pcap file does not tell its interfaces apart, only what their packets begin with.
    private int AddToPcap(CaptureInterface description)
    {
        _pcap ??= new PcapWriter(_stream, description);
        return _interfaces.Keys.All(known => known.Link == description.LinkType)
            ? 0
            : throw new UsageException($"'{_name}' is a pcap file and holds one link type; a name that ends in .pcapng would take them all");
    }
}
