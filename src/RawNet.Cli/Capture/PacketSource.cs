using RawNet.Captures;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Filters;
using RawNet.Sockets;

namespace RawNet.Cli.Capture;

/// <summary>A packet socket as a capture's source.</summary>
internal sealed class PacketSource : ICaptureSource
{
    private const int ReceiveBuffer = 64 << 20;
    private readonly FrameSource _frames;

    /// <param name="link">Null for all interfaces.</param>
    /// <param name="promiscuous">Whether what is for others is wanted too.</param>
    /// <param name="filter">The kernel runs of it what it can.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    /// <exception cref="UsageException">libpcap refuses the filter's expression.</exception>
    public PacketSource(Link? link, bool promiscuous, Filter filter)
    {
        // Nothing comes in before the filter is there.
        BpfInstruction[] first = filter.HasBpf ? [BpfInstruction.DropAll] : [];
        _frames = FrameSource.Open(link,
            new PacketSocketSettings { ReceiveBuffer = ReceiveBuffer, Promiscuous = promiscuous, Filter = first });
        Rest = filter.On(_frames.Socket);
    }

    /// <param name="socket">Set up already; closed with the source.</param>
    /// <param name="filter">Asked of each packet here.</param>
    public PacketSource(PacketSocket socket, Filter filter)
    {
        _frames = new FrameSource(socket);
        Rest = filter;
    }

    public Filter Rest { get; }

    public LinkHistory History => _frames.Socket.History;

    public CaptureInterface? Interface => _frames.Socket.Link is { } link ? new(link.LinkType) { Name = link.Name } : null;

    public int InterfaceNumber => _frames.Socket.Link?.Index ?? 0;

    /// <exception cref="SystemCallException">ENETDOWN: the interface went down or away.</exception>
    public bool Next(TimeSpan patience, out CapturedPacket packet) => _frames.Next(patience, out packet);

    public string? NameOf(int number) => _frames.Socket.NameOf(number);

    public PacketCount ReadCount() => _frames.Socket.ReadCount();

    public void Dispose() => _frames.Dispose();
}
