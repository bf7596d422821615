using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets.Tests.Kernel;

/// <summary>The kernel cuts the control message that has no room (MSG_CTRUNC, recv(2)): what is left of it has no value, and is no
/// error.</summary>
public class CutControlTests
{
    private const int Header = 16, Most = 100; // cmsghdr on a machine of 64 bits

    public static TheoryData<string> Messages => [.. _askers.Keys];

    private static readonly Dictionary<string, (IPAddress Address, Action<KernelSocket> Ask, Reading Read)> _askers = new()
    {
        ["IP_RECVTTL"] = (IPAddress.Loopback, s => s.Set(IpOption.ReceiveTimeToLive, true), m => m.HopLimit),
        ["IP_RECVTOS"] = (IPAddress.Loopback, s => s.Set(IpOption.ReceiveTypeOfService, true), m => m.TrafficClass),
        ["IP_PKTINFO"] = (IPAddress.Loopback, s => s.Set(IpOption.ReceivePacketInfo, true), m => m.Destination),
        ["SO_TIMESTAMPNS"] = (IPAddress.Loopback, s => s.Set(GeneralOption.ReceiveTimestamps, true),
            m => m.TimeNanoseconds is null ? null : "a time"),
        ["IPV6_RECVHOPLIMIT"] = (IPAddress.IPv6Loopback, s => s.Set(Ipv6Option.ReceiveHopLimit, true), m => m.HopLimit),
        ["IPV6_RECVTCLASS"] = (IPAddress.IPv6Loopback, s => s.Set(Ipv6Option.ReceiveTrafficClass, true), m => m.TrafficClass),
        ["IPV6_RECVPKTINFO"] = (IPAddress.IPv6Loopback, s => s.Set(Ipv6Option.ReceivePacketInfo, true), m => m.Destination),
    };

    private delegate object? Reading(ControlMessage message);

    [Theory, MemberData(nameof(Messages))]
    public void APartHasNoValue(string name)
    {
        (IPAddress address, Action<KernelSocket> ask, Reading read) = _askers[name];
        using KernelSocket receiver = KernelSocket.Open(address.AddressFamily, SocketType.Dgram);
        using KernelSocket sender = KernelSocket.Open(address.AddressFamily, SocketType.Dgram);
        receiver.Bind(new IPEndPoint(address, 0));
        ask(receiver);
        sender.Connect(receiver.LocalEndPoint);
        (object? whole, int length) = Received(sender, receiver, Most, read);
        Assert.NotNull(whole);
        for (int room = Header; room < Header + length; room++)
            Assert.Equal((null, room - Header), Received(sender, receiver, room, read));
        Assert.Equal((whole, length), Received(sender, receiver, Header + length, read));
    }

    private static (object? Value, int Length) Received(KernelSocket sender, KernelSocket receiver, int room, Reading read)
    {
        sender.Send("hello"u8);
        byte[] control = new byte[room];
        MessageResult result = receiver.ReceiveMessage(new byte[9], control);
        foreach (ControlMessage message in new ControlMessages(control.AsSpan(0, result.ControlLength)))
            return (read(message), message.Data.Length);
        return (null, 0);
    }
}
