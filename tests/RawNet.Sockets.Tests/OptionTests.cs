using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Sockets.Tests.Options;

namespace RawNet.Sockets.Tests;

public class OptionTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private Host A => lab.Hosts.A;

    [Fact]
    public void BuffersAreDoubledAndTheForcedOneIsNotLimited() => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Set(GeneralOption.SendBuffer, 20_000);
        Assert.Equal(40_000, socket.Get(GeneralOption.SendBuffer));
        socket.Set(GeneralOption.ForceReceiveBuffer, 50_000_000);
        Assert.Equal(100_000_000, socket.Get(GeneralOption.ReceiveBuffer));
    });

    [Fact, Trait("row", "50"), Observes("IP_MULTICAST_IF", "IP_MULTICAST_TTL")]
    public void MulticastLeavesByTheInterfaceOfTheOption() => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 253);
        socket.Set(IpOption.MulticastInterface, new MulticastInterface(Link.ByName("va").Index));
        socket.Set(IpOption.MulticastTimeToLive, 3);
        using PacketSocket tap = PacketSocket.Open(Link.ByName("va"));
        socket.Send([1], IPAddress.Parse("239.1.2.3"));
        byte[] buffer = new byte[100];
        ReceivedFrame frame = tap.Receive(buffer, TimeSpan.FromSeconds(2));
        while (frame.Protocol != 0x0800)
            frame = tap.Receive(buffer, TimeSpan.FromSeconds(2));
        Assert.Equal([1, 0, 0x5e, 1, 2, 3], buffer[..6]);
        Assert.Equal(3, buffer[14 + 8]);
        socket.Set(IpOption.MulticastInterface, new MulticastInterface(0, A.Address));
        Assert.Equal(A.Address, socket.Get(IpOption.MulticastInterface).Address);
    });

    [Fact, Observes("IPPROTO_IP MCAST_JOIN_GROUP", "IPPROTO_IP MCAST_LEAVE_GROUP", "IPPROTO_IPV6 MCAST_JOIN_GROUP")]
    public void JoinedGroupsAndSourcesStandInTheKernelsTables() => A.Run(() =>
    {
        int index = Link.ByName("va").Index;
        using RawSocket four = RawSocket.Open(AddressFamily.InterNetwork, 253);
        using RawSocket six = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
        four.Set(IpOption.Groups.Join, new Membership(index, IPAddress.Parse("239.1.1.1")));
        four.Set(IpOption.Groups.JoinSource, new Membership(index, IPAddress.Parse("232.1.1.1"), IPAddress.Parse("198.18.0.9")));
        six.Set(Ipv6Option.Groups.Join, new Membership(index, IPAddress.Parse("ff15::7")));
        string listed = A.Exec("ip", "maddr", "show", "dev", "va").Succeeded().Text;
        Assert.Contains("239.1.1.1", listed, StringComparison.Ordinal);
        Assert.Contains("ff15::7", listed, StringComparison.Ordinal);
        Assert.Contains("0xe8010101 0xc6120009", A.Exec("cat", "/proc/net/mcfilter").Text, StringComparison.Ordinal);
        four.Set(IpOption.Groups.Leave, new Membership(index, IPAddress.Parse("239.1.1.1")));
        Assert.DoesNotContain("239.1.1.1", A.Exec("ip", "maddr", "show", "dev", "va").Text, StringComparison.Ordinal);
    });

    [Fact]
    public void AnOptionTheLibraryDoesNotHaveIsOneLine() => A.Run(() =>
    {
        SocketOption<int> cpu = new OptionLevel("SOL_SOCKET", 1).Int("SO_INCOMING_CPU", 49);
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Set(cpu, 1);
        Assert.Equal(1, socket.Get(cpu));
    });

    [Fact]
    public void OptionsAreFoundByTheirNameAndWrongTextIsRefused()
    {
        Assert.Same(IpOption.TimeToLive, SocketOption.Find("ip_ttl"));
        Assert.Null(SocketOption.Find("IP_NO_SUCH"));
        Assert.Throws<FormatException>(() => A.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
            IpOption.TimeToLive.SetText(socket, "many");
        }));
    }
}
