using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Files;

/// <summary>A capture file that a verb writes: pcap when its name ends in .pcap or .cap, else pcapng, which takes packets of several
/// interfaces and link types.</summary>
internal sealed class CaptureFile : ICaptureWriter, IDisposable
{
    private const int NoRoom = -1; // for an interface's link type
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _name;
    private readonly Stream _stream;
    private readonly bool _isOwned;
    private readonly Dictionary<(LinkType Link, int FcsLength, int Number), int> _interfaces = [];
    private readonly PcapngWriter? _pcapng;
    private PcapWriter? _pcap;
    private readonly List<ulong> _written = []; // by index
    private readonly string? _filter;
    private readonly OutputFile? _file;
    private bool _isOfOneLink;

    // What is live is not buffered: each record is one write, so that a run that is killed leaves whole records;
    // what a network carries is nobody else's business.
    private CaptureFile(string name, bool isLive, Stream? standardOutput = null, string? filter = null)
    {
        (_name, _filter) = (name, filter);
        _isOwned = standardOutput is null || name != OutputFile.StandardOutput;
        if (!_isOwned) OutputFile.Check(name);
        _file = _isOwned ? OutputFile.Create(name, isLive ? Owner : Everybody) : null;
        _stream = _file is null ? standardOutput! : isLive ? _file : new BufferedStream(_file, 1 << 16);
        if (!IsPcap(name)) _pcapng = new PcapngWriter(_stream, new PcapngSection { Application = "rawnet" });
    }

    /// <summary>For packets that the verb makes itself.</summary>
    /// <param name="name">The file's name; a file of that name is overwritten; <c>-</c> is standard output.</param>
    /// <param name="standardOutput">Stays open.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public static CaptureFile OfMade(string name, Stream standardOutput) => new(name, isLive: false, standardOutput);

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
    /// <param name="filter">The tcpdump expression that lets packets in.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public static CaptureFile OfInterfaces(string name, Stream standardOutput, string? filter = null) =>
        new(name, isLive: true, standardOutput, filter);

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
    /// <returns>False for a packet that does not fit: a pcap file holds one link type, and this is another.</returns>
    public bool TryWrite(in CapturedPacket packet, Func<int, string?>? nameOf)
    {
        if (!_interfaces.TryGetValue((packet.LinkType, packet.FcsLength, packet.Interface), out int index))
            index = Add(packet.Interface, Describe(packet, nameOf));
        if (index == NoRoom) return false;
        if (_pcapng is null) _pcap!.Write(packet);
        else _pcapng.Write(packet with { Interface = index });
        _written[index]++;
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="BadInputException">The packet does not fit.</exception>
    public void Write(in CapturedPacket packet)
    {
        if (!TryWrite(packet, nameOf: null))
            throw new BadInputException($"'{_name}' is a pcap file and holds one link type, of which all or no frames end with their check "
                + "sequence; a name that ends in .pcapng would take them all");
    }

    /// <summary>Tells what the kernel counted; pcapng only. Of all interfaces it knows only the sum, which then
    /// stands with the first.</summary>
    public void Finish(long timeNanoseconds, PacketTally count)
    {
        for (int index = 0; _pcapng is not null && index < _written.Count; index++)
            _pcapng.WriteStatistics(index, _isOfOneLink ? OfOnly(timeNanoseconds, count) : OfMany(index, timeNanoseconds, count));
        _stream.Flush();
    }

    /// <summary>Waits until what was written outlasts a loss of power, where it is a file.</summary>
    public void Keep()
    {
        _stream.Flush();
        _file?.Keep();
    }

    /// <summary>Ends the file, which is one that can be read also when nothing was written.</summary>
    public void Dispose()
    {
        if (_pcapng is null) _pcap ??= new PcapWriter(_stream, new CaptureInterface(LinkType.Ethernet));
        if (_isOwned) _stream.Dispose();
        else _stream.Flush();
    }

    private static bool IsPcap(string name) =>
        name.EndsWith(".pcap", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".cap", StringComparison.OrdinalIgnoreCase);

    private static InterfaceStatistics OfOnly(long time, PacketTally count) => new(time)
    {
        Received = (ulong?)count.Received,
        Dropped = (ulong?)count.Dropped
    };

    private InterfaceStatistics OfMany(int index, long time, PacketTally count) => new(time)
    {
        Delivered = _written[index],
        DroppedBySystem = index == 0 ? (ulong?)count.Dropped : null,
        Comment = index == 0 ? "isb_osdrop is of all interfaces together" : null,
    };

    private int Add(int number, CaptureInterface description)
    {
        int index = _pcapng?.AddInterface(description with { Filter = _filter }) ?? AddToPcap(description);
        if (index == _written.Count) _written.Add(0);
        _interfaces.Add((description.LinkType, description.FcsLength ?? 0, number), index);
        return index;
    }

    private static CaptureInterface Describe(in CapturedPacket packet, Func<int, string?>? nameOf) => new(packet.LinkType)
    {
        Name = nameOf?.Invoke(packet.Interface),
        FcsLength = packet.FcsLength == 0 ? null : (byte)packet.FcsLength,
    };

    // A pcap file does not tell its interfaces apart, only what their packets begin with.
    private int AddToPcap(CaptureInterface description)
    {
        _pcap ??= new PcapWriter(_stream, description);
        return _pcap.Takes(description) ? 0 : NoRoom;
    }
}
