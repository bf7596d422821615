using RawNet.Captures;
using RawNet.Cli.Options;
using RawNet.Filters;
using RawNet.Sockets;
using SocketCount = RawNet.Sockets.PacketCount;

namespace RawNet.Cli.Capturing;

/// <summary>A packet socket as a capture's source.</summary>
internal sealed class PacketSource : ICaptureSource
{
    private const int ReceiveBuffer = 64 << 20;
    private const ushort Loopback = 772; // ARPHRD_LOOPBACK
    private readonly byte[] _frame = new byte[(1 << 18) + 64]; // the longest frame that captures hold, and a restored tag

    private readonly PacketSocket _socket;

    /// <param name="link">Null for all interfaces.</param>
    /// <param name="promiscuous">Whether what is for others is wanted too.</param>
    /// <param name="filter">The kernel runs of it what it can.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    /// <exception cref="UsageException">libpcap refuses the filter's expression.</exception>
    public PacketSource(Link? link, bool promiscuous, Filter filter)
    {
        // Nothing comes in before the filter is there.
        BpfInstruction[] first = filter.HasBpf ? [BpfInstruction.DropAll] : [];
        _socket = PacketSocket.Open(link, new PacketSocketSettings { ReceiveBuffer = ReceiveBuffer, Promiscuous = promiscuous, Filter = first });
        Rest = filter.On(_socket);
    }

    /// <param name="socket">Set up already; closed with the source.</param>
    /// <param name="filter">Asked of each packet here.</param>
    public PacketSource(PacketSocket socket, Filter filter) => (_socket, Rest) = (socket, filter);

    public Filter Rest { get; }

    public LinkHistory History => _socket.History;

    public CaptureInterface? Interface => _socket.Link is { } link ? new(link.LinkType) { Name = link.Name } : null;

    public int InterfaceNumber => _socket.Link?.Index ?? 0;

    /// <exception cref="SystemCallException">ENETDOWN: the interface went down or away.</exception>
    public bool Next(TimeSpan patience, out CapturedPacket packet)
    {
        FrameArrival arrival = _socket.Receive(_frame, patience);
        packet = arrival.HasFrame ? Packet(arrival) : default;
        return arrival.HasFrame;
    }

    public string? NameOf(int number) => _socket.NameOf(number);

    public SocketCount ReadCount() => _socket.ReadCount();

    public void Dispose() => _socket.Dispose();

    private CapturedPacket Packet(FrameArrival arrival)
    {
        return new CapturedPacket(arrival.LinkType, _frame.AsSpan(0, arrival.Length), arrival.TimeNanoseconds)
        {
            Length = arrival.WireLength,
            Interface = arrival.InterfaceIndex,
            Direction = DirectionOf(arrival),
        };
    }

    // What loops back goes out and comes in, and is captured once.
    private static PacketDirection DirectionOf(in FrameArrival arrival) =>
        arrival.HardwareType == Loopback ? PacketDirection.Unknown
        : arrival.PacketType == PacketType.Outgoing ? PacketDirection.Outbound
        : PacketDirection.Inbound;
}
