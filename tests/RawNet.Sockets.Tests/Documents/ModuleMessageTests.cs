using System.Net;
using System.Text;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>Messages of CAN, its broadcast manager, RDS and TIPC, between sockets of one host.</summary>
[Trait("kernel", "modules")]
public class ModuleMessageTests
{
    private const int Readable = 1; // POLLIN
    private static readonly byte[] _frame = [0x23, 1, 0, 0, 3, 0, 0, 0, 0xc0, 0xff, 0xee, 0, 0, 0, 0, 0]; // 0x123, 3 bytes
    private readonly byte[] _buffer = new byte[100];

    [Fact]
    public void CanFramesComeInTheirOrder() => OnCan((name, receiver) =>
    {
        using KernelSocket sender = Modules.Open(Constants.AF_CAN, Constants.SOCK_RAW, Constants.CAN_RAW);
        sender.Bind(name);
        byte[] other = [7, 0, 0, 0, 8, 0, 0, 0, 7, 7, 7, 7, 7, 7, 7, 7]; // the most that a frame holds
        foreach (byte[] frame in (byte[][])[_frame, other])
            Assert.Equal(frame.Length, sender.Send(frame));
        foreach (byte[] frame in (byte[][])[_frame, other])
        {
            Assert.Equal(frame.Length, receiver.ReceiveFrom(_buffer, out EndPoint? from));
            Assert.Equal(frame, _buffer[..frame.Length]);
            Assert.Equal(name.InterfaceIndex, Assert.IsType<CanEndPoint>(from).InterfaceIndex);
        }
    });

    [Fact]
    public void TheBroadcastManagerSendsAFrame() => OnCan((name, receiver) =>
    {
        const byte send = 4; // TX_SEND
        using KernelSocket manager = Modules.Open(Constants.AF_CAN, Constants.SOCK_DGRAM, Constants.CAN_BCM);
        manager.Connect(name);
        byte[] head = new byte[56]; // struct bcm_msg_head
        (head[0], head[48], head[49], head[52]) = (send, _frame[0], _frame[1], 1);
        byte[] message = [.. head, .. _frame];
        Assert.Equal(message.Length, manager.Send(message));
        Assert.Equal(_frame.Length, receiver.Receive(_buffer));
        Assert.Equal(_frame, _buffer[.._frame.Length]);
    });

    [Fact]
    public void RdsMessagesArePeekedAtAndComeInTheirOrder()
    {
        Modules.Able(Constants.AF_RDS, Constants.SOCK_SEQPACKET);
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using KernelSocket server = Rds(4001), client = Rds(4002);
            client.SendTo("bacon"u8, server.LocalEndPoint);
            client.SendMessage("egg"u8, [], server.LocalEndPoint.Serialize());
            Assert.Equal(1, PollCall.Wait(server.Handle, Readable, Patience.Seconds(5)));
            Assert.Equal("bacon", Received(server, client, MessageFlags.Peek));
            Assert.Equal("bacon", Received(server, client, MessageFlags.None));
            MessageResult last = server.ReceiveMessage(_buffer, []);
            Assert.Equal("egg", Encoding.ASCII.GetString(_buffer, 0, last.Length));
        });
    }

    [Fact]
    public void TipcTellsWhoSentToAName() => OnTipc(Constants.SOCK_RDM, (server, client, name) =>
    {
        client.SendTo("spam"u8, name);
        Assert.Equal("spam", Received(server, client, MessageFlags.None));
    });

    [Fact]
    public void TipcConnectsByAName() => OnTipc(Constants.SOCK_STREAM, (server, client, name) =>
    {
        server.Listen(1);
        client.Blocking = false;
        Assert.Equal((int)ErrorNumber.EINPROGRESS, client.ConnectEx(name)); // until it is accepted
        using KernelSocket accepted = server.Accept();
        client.Timeout = Patience.Seconds(5);
        client.Send("spam"u8);
        Assert.Equal(4, accepted.Receive(_buffer));
        Assert.Equal(client.LocalEndPoint.ToString(), accepted.PeerEndPoint.ToString());
    });

    private string Received(KernelSocket server, KernelSocket client, MessageFlags flags)
    {
        int length = server.ReceiveFrom(_buffer, out EndPoint? sender, flags);
        Assert.Equal(client.LocalEndPoint.ToString(), sender!.ToString());
        return Encoding.ASCII.GetString(_buffer, 0, length);
    }

    private static KernelSocket Rds(int port)
    {
        var socket = KernelSocket.Open(Constants.AF_RDS, Constants.SOCK_SEQPACKET);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Timeout = Patience.Seconds(5);
        return socket;
    }

    private static void OnCan(Action<CanEndPoint, KernelSocket> test)
    {
        Modules.Able(Constants.AF_CAN, Constants.SOCK_RAW, Constants.CAN_RAW);
        using Host host = Lend.Loopback();
        host.Exec("ip", "link", "add", "vcan0", "type", "vcan").Succeeded();
        host.Exec("ip", "link", "set", "vcan0", "up").Succeeded();
        host.Run(() =>
        {
            CanEndPoint name = new(Link.ByName("vcan0").Index, 0);
            using KernelSocket receiver = Modules.Open(Constants.AF_CAN, Constants.SOCK_RAW, Constants.CAN_RAW);
            receiver.Bind(name);
            receiver.Timeout = Patience.Seconds(5);
            test(name, receiver);
        });
    }

    private static void OnTipc(int type, Action<KernelSocket, KernelSocket, TipcEndPoint> test)
    {
        Modules.Able(Constants.AF_TIPC, type);
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using KernelSocket server = Modules.Open(Constants.AF_TIPC, type), client = Modules.Open(Constants.AF_TIPC, type);
            TipcEndPoint name = new(2000, 205);
            server.Bind(name);
            (server.Timeout, client.Timeout) = (Patience.Seconds(5), Patience.Seconds(5));
            test(server, client, name);
        });
    }
}
