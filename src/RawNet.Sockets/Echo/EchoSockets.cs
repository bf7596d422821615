using System.Net;
using System.Runtime.InteropServices;
using RawNet.Filters;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Opens the sockets of an echo's two ends, set up as each kind needs it.</summary>
internal static class EchoSockets
{
    private const int ServersMark = int.MaxValue;

    /// <summary>More than any kernel takes: it cuts listen(2)'s second argument to net.core.somaxconn.</summary>
    private const int GreatestBacklog = int.MaxValue;

    /// <summary>A server's: bound, and listening where there are connections.</summary>
    public static EchoSocket Serve(SocketKind kind, EndPoint address, EchoSettings settings) => Ready(kind, socket =>
    {
        SetUp(socket, settings, EchoRole.Server);
        if (kind.Echo == EchoKind.Stream)
            socket.Set(GeneralOption.ReuseAddress, kind.Family == SocketFamily.Inet || kind.Family == SocketFamily.Inet6);
        Attach(socket, EchoRole.Server, address);
        if (kind.Echo is EchoKind.Stream or EchoKind.Records || kind.Protocol == Constants.IPPROTO_SCTP)
            socket.Listen(GreatestBacklog);
    });

    /// <summary>A client's: connected where its kind can be, else with an address that answers reach.</summary>
    public static EchoSocket Call(SocketKind kind, EndPoint server, EchoSettings settings) => Ready(kind, socket =>
    {
        SetUp(socket, settings, EchoRole.Client);
        if (kind.Family == SocketFamily.Unix && kind.Echo == EchoKind.Messages)
            BindUnnamed(socket);
        if (kind.Family == SocketFamily.Rds)
            socket.Bind(new IPEndPoint(Route.SourceFor(((IPEndPoint)server).Address), 0));
        if (kind.Family == SocketFamily.Packet || kind.Family == SocketFamily.Can)
            Attach(socket, EchoRole.Client, server);
        else if (Connects(kind, server, settings))
            socket.Connect(server, settings.ConnectTime);
    });

    /// <summary>Whether a client's messages need no address. The members of a group, and who hears a broadcast, answer from their own:
    /// to be heard, the client must not be connected.</summary>
    public static bool Connects(SocketKind kind, EndPoint server, EchoSettings settings) =>
        !settings.Broadcast && !IsGroup(server) && CanConnect(kind);

    private static bool IsGroup(EndPoint server) => server is IPEndPoint { Address: var address } &&
        (address.IsIPv6Multicast || (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            && address.GetAddressBytes()[0] is >= 224 and < 240));

    private static bool CanConnect(SocketKind kind) => kind.Echo switch
    {
        EchoKind.Stream or EchoKind.Records or EchoKind.IpPackets or EchoKind.Icmp => true,
        EchoKind.Messages => kind.Family == SocketFamily.Unix || kind.Family == SocketFamily.Vsock
            || kind.Protocol is Constants.IPPROTO_UDP or Constants.IPPROTO_UDPLITE,
        _ => false,
    };

    private static EchoSocket Ready(SocketKind kind, Action<EchoSocket> prepare)
    {
        var socket = EchoSocket.Open(kind);
        try
        {
            prepare(socket);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void SetUp(EchoSocket socket, EchoSettings settings, EchoRole role)
    {
        SocketKind kind = socket.Kind;
        if (kind.Echo == EchoKind.IpPackets || kind.Family == SocketFamily.Packet)
            ReceiveOnlyFromOthers(socket, role);
        if (kind.Family == SocketFamily.Packet)
            socket.Set(PacketOption.IgnoreOutgoing, true);
        if (kind.Echo == EchoKind.IpPackets && settings.HeaderIncluded)
            socket.Set(kind.Family == SocketFamily.Inet ? IpOption.HeaderIncluded : Ipv6Option.HeaderIncluded, true);
        if (settings.Broadcast)
            socket.Set(GeneralOption.Broadcast, true);
        if (kind.Echo == EchoKind.Icmp)
            FilterTypes(socket, role);
    }

    private static void FilterTypes(EchoSocket socket, EchoRole role)
    {
        bool isServer = role == EchoRole.Server;
        if (socket.Kind.Family == SocketFamily.Inet)
            socket.Set(IcmpOption.Filter, IcmpTypeFilter.PassOnly((byte)(isServer ? 8 : 0)));
        else
            socket.Set(IcmpOption.Filter6, IcmpTypeFilter.PassOnly((byte)(isServer ? 128 : 129)));
    }

    /// <summary>The family alone: the kernel finds an abstract name (unix(7), autobind).</summary>
    private static void BindUnnamed(EchoSocket socket)
    {
        ushort family = Constants.AF_UNIX;
        socket.Bind(MemoryMarshal.AsBytes(new ReadOnlySpan<ushort>(in family)));
    }

    /// <summary>On loopback a raw or packet socket gets what it sent itself, and a server would answer itself for ever. What it sends bears
    /// a mark, and what bears the mark does not come in. All servers have one mark: two on one host would answer each other.</summary>
    private static void ReceiveOnlyFromOthers(EchoSocket socket, EchoRole role)
    {
        int mark = role == EchoRole.Server ? ServersMark : KernelRandom.Between(1, ServersMark);
        socket.Set(GeneralOption.Mark, mark);
        socket.AttachFilter(
        [
            new(0x20, 0, 0, 0xfffff000 + 20), // load the mark: SKF_AD_OFF + SKF_AD_MARK
            new(0x15, 0, 1, (uint)mark),
            BpfInstruction.DropAll,
            new(0x06, 0, 0, uint.MaxValue),
        ]);
    }

    /// <summary>Binds an end point, with what the kernel is asked to hear there.</summary>
    internal static void Attach(EchoSocket socket, EchoRole role, EndPoint address)
    {
        switch (address)
        {
            case LinkEndPoint link:
                socket.Bind(new LinkEndPoint(link.InterfaceIndex, link.EtherType, default));
                break;
            case CanEndPoint can when socket.Kind.Echo == EchoKind.CanBroadcast:
                socket.Connect(can);
                SystemCall.Checked(socket.Reply(new BroadcastEnvelope(can.Identifier, role).Subscription(), []), "send(RX_SETUP)");
                break;
            case CanEndPoint can:
                CanFilter filter = new()
                {
                    can_id = new CanEnvelope(can.Identifier, role).Received,
                    can_mask = Constants.CAN_EFF_MASK | Constants.CAN_EFF_FLAG | Constants.CAN_RTR_FLAG
                };
                socket.SetOption(Constants.SOL_CAN_RAW, Constants.CAN_RAW_FILTER,
                    MemoryMarshal.AsBytes(new ReadOnlySpan<CanFilter>(in filter)));
                socket.Bind(can);
                break;
            default:
                socket.Bind(address);
                break;
        }
    }
}
