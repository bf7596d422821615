using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Options;

/// <summary>The options that ask for something with each message bring it, and nothing comes without them.
/// Numbers are cmsg_level and cmsg_type of the man pages.</summary>
public class ControlEffectTests(LabFixture lab) : IClassFixture<LabFixture>
{
    [Theory, Observes("SO_TIMESTAMP", "SO_TIMESTAMPNS", "SO_TIMESTAMPING", "IP_PKTINFO", "IP_RECVTTL",
        "IP_RECVTOS", "IP_RECVOPTS", "IP_RETOPTS", "IPV6_RECVPKTINFO", "IPV6_RECVHOPLIMIT",
        "IPV6_RECVTCLASS", "IPV6_RECVHOPOPTS", "IPV6_RECVDSTOPTS", "IPV6_RECVRTHDR", "SO_PASSCRED")]
    [InlineData("udp", "SO_TIMESTAMP", "1", 1, 29, 16)]
    [InlineData("udp", "SO_TIMESTAMPNS", "1", 1, 35, 16)]
    [InlineData("udp", "SO_TIMESTAMPING", "0x18", 1, 37, 48)] // RX_SOFTWARE, SOFTWARE
    [InlineData("udp", "IP_PKTINFO", "1", 0, 8, 12)]
    [InlineData("udp", "IP_RECVTTL", "1", 0, 2, 4)]
    [InlineData("udp", "IP_RECVTOS", "1", 0, 1, 1)]
    [InlineData("udp", "IP_RECVOPTS", "1", 0, 6, 4)]
    [InlineData("udp", "IP_RETOPTS", "1", 0, 7, 0)] // an answer carries no Router Alert
    [InlineData("udp6", "IPV6_RECVPKTINFO", "1", 41, 50, 20)]
    [InlineData("udp6", "IPV6_RECVHOPLIMIT", "1", 41, 52, 4)]
    [InlineData("udp6", "IPV6_RECVTCLASS", "1", 41, 67, 4)]
    [InlineData("udp6", "IPV6_RECVHOPOPTS", "1", 41, 54, 8)]
    [InlineData("udp6", "IPV6_RECVDSTOPTS", "1", 41, 59, 8)]
    [InlineData("udp6", "IPV6_RECVRTHDR", "1", 41, 57, 24)]
    [InlineData("unix", "SO_PASSCRED", "1", 1, 2, 12)]
    public void ItBringsItsControlMessage(string kind, string option, string value, int level, int type, int length)
    {
        if (option == "IPV6_RECVRTHDR")
            AllowSegmentRouting();
        lab.Hosts.A.Run(() => Brings(kind, option, value, (level, type, length)));
    }

    private void AllowSegmentRouting()
    {
        string? missing = Requirements.Kernel("/proc/sys/net/ipv6/conf/all/seg6_enabled", "segment routing");
        Assert.SkipWhen(missing is not null, missing ?? "");
        foreach (string device in (string[])["all", "lo"])
            lab.Hosts.A.Sysctl($"net.ipv6.conf.{device}.seg6_enabled", "1");
    }

    private static void Brings(string kind, string option, string value, (int Level, int Type, int Length) message)
    {
        using KernelSocket receiver = Kinds.Open(kind), sender = Kinds.Open(kind);
        receiver.Bind(AnyOf(kind));
        WithHeaders(sender, kind, option);
        Assert.Equal([], Sent(sender, receiver));
        Kinds.Named(kind, option).SetText(receiver, value);
        Assert.Equal([message], SentOnceItWorks(sender, receiver));
    }

    // The kernel begins to stamp arrivals a moment after it is asked to, from a work queue.
    private static List<(int Level, int Type, int Length)> SentOnceItWorks(KernelSocket sender, KernelSocket receiver)
    {
        List<(int Level, int Type, int Length)> found = Sent(sender, receiver);
        for (int again = 0; again < 200 && found.Count == 0; again++)
        {
            Thread.Sleep(10);
            found = Sent(sender, receiver);
        }
        return found;
    }

    private static List<(int Level, int Type, int Length)> Sent(KernelSocket sender, KernelSocket receiver)
    {
        sender.SendTo("x"u8, receiver.LocalEndPoint);
        Span<byte> control = stackalloc byte[256];
        Received received = MessageCalls.Receive(receiver.Handle, new byte[10], new byte[128], control, 0);
        Assert.Equal(1, received.Count);
        List<(int, int, int)> found = [];
        foreach (ControlMessage message in new ControlMessages(control[..received.ControlLength]))
            found.Add((message.Level, message.Type, message.Data.Length));
        return found;
    }

    private static void WithHeaders(KernelSocket sender, string kind, string option)
    {
        if (kind == "udp")
            sender.Set(IpOption.Options, [0x94, 4, 0, 0]);
        if (kind != "udp6")
            return;
        sender.Set(Ipv6Option.HopByHopOptions, [0, 0, 5, 2, 0, 0, 1, 0]);
        if (option == "IPV6_RECVRTHDR")
            // RFC 8754, no segment left
            sender.Set(Ipv6Option.RoutingHeader, [0, 2, 4, 0, 0, 0, 0, 0, .. IPAddress.IPv6Loopback.GetAddressBytes()]);
        sender.Set(Ipv6Option.DestinationOptions, [0, 0, 1, 4, 0, 0, 0, 0]);
    }

    private static EndPoint AnyOf(string kind) => kind switch
    {
        "udp" => new IPEndPoint(IPAddress.Loopback, 0),
        "udp6" => new IPEndPoint(IPAddress.IPv6Loopback, 0),
        _ => new UnixDomainSocketEndPoint("\0rawnet-" + Guid.NewGuid()),
    };
}
