using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests;

public class OptionTests(LabFixture lab) : IClassFixture<LabFixture>
{
    public static TheoryData<string, string> Settable => new()
    {
        { "IP_TTL", "77" }, { "IP_TOS", "16" }, { "IP_HDRINCL", "1" }, { "IP_OPTIONS", "94040000" }, { "IP_PKTINFO", "1" },
        { "IP_MTU_DISCOVER", "Probe" }, { "IP_RECVERR", "1" }, { "IP_RECVTTL", "1" }, { "IP_RECVTOS", "1" }, { "IP_FREEBIND", "1" },
        { "IP_TRANSPARENT", "1" }, { "IP_MULTICAST_TTL", "7" }, { "IP_MULTICAST_LOOP", "0" }, { "IP_MULTICAST_ALL", "0" },
        { "SO_BROADCAST", "1" }, { "SO_PRIORITY", "5" }, { "SO_MARK", "9" }, { "SO_BINDTODEVICE", "va" }, { "SO_TIMESTAMPNS", "1" }, { "SO_RXQ_OVFL", "1" },
        { "SO_LOCK_FILTER", "1" }, { "ICMP_FILTER", "0,3,11" },
    };

    public static TheoryData<string, string> Settable6 => new()
    {
        { "IPV6_UNICAST_HOPS", "77" }, { "IPV6_MULTICAST_HOPS", "7" }, { "IPV6_MULTICAST_LOOP", "0" }, { "IPV6_TCLASS", "16" }, { "IPV6_HDRINCL", "1" },
        { "IPV6_MTU_DISCOVER", "Probe" }, { "IPV6_RECVERR", "1" }, { "IPV6_RECVPKTINFO", "1" }, { "IPV6_RECVHOPLIMIT", "1" }, { "IPV6_RECVTCLASS", "1" },
        { "IPV6_FREEBIND", "1" }, { "IPV6_TRANSPARENT", "1" }, { "IPV6_HOPOPTS", "0000050200000100" }, { "ICMP6_FILTER", "128,129,255" },
    };

    private Host A => lab.Hosts.A;

    [Theory]
    [MemberData(nameof(Settable))]
    public void TheKernelKeepsWhatIsSet(string name, string text) => SetAndGet(AddressFamily.InterNetwork, 1, name, text);

    [Theory]
    [MemberData(nameof(Settable6))]
    public void TheKernelKeepsWhatIsSetForIpv6(string name, string text) => SetAndGet(AddressFamily.InterNetworkV6, 58, name, text);

    [Fact]
    public void TheChecksumOffsetBelongsToOtherProtocolsThanIcmp()
    {
        SetAndGet(AddressFamily.InterNetworkV6, 253, "IPV6_CHECKSUM", "2");
        Assert.Equal("EINVAL", Assert.Throws<SystemCallException>(() => SetAndGet(AddressFamily.InterNetworkV6, 58, "IPV6_CHECKSUM", "4")).ErrorName);
    }

    [Fact]
    public void BuffersAreDoubledAndTheForcedOneIsNotLimited() => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Set(GeneralOption.SendBuffer, 20_000);
        Assert.Equal(40_000, socket.Get(GeneralOption.SendBuffer));
        socket.Set(GeneralOption.ForceReceiveBuffer, 50_000_000);
        Assert.Equal(100_000_000, socket.Get(GeneralOption.ReceiveBuffer));
    });

    [Fact, Trait("row", "50")]
    public void MulticastLeavesByTheInterfaceOfTheOption() => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 253);
        socket.Set(IpOption.MulticastInterface, new MulticastInterface(Link.ByName("va").Index));
        socket.Set(IpOption.MulticastTimeToLive, 3);
        using PacketSocket tap = PacketSocket.Open(Link.ByName("va"));
        socket.Send([1], IPAddress.Parse("239.1.2.3"));
        byte[] buffer = new byte[100];
        FrameArrival frame = tap.Receive(buffer, TimeSpan.FromSeconds(2));
        while (frame.Protocol != 0x0800)
            frame = tap.Receive(buffer, TimeSpan.FromSeconds(2));
        Assert.Equal([1, 0, 0x5e, 1, 2, 3], buffer[..6]);
        Assert.Equal(3, buffer[14 + 8]);
        socket.Set(IpOption.MulticastInterface, new MulticastInterface(0, A.Address));
        Assert.Equal(A.Address, socket.Get(IpOption.MulticastInterface).Address);
    });

    [Fact]
    public void JoinedGroupsAndSourcesStandInTheKernelsTables() => A.Run(() =>
    {
        int index = Link.ByName("va").Index;
        using RawSocket four = RawSocket.Open(AddressFamily.InterNetwork, 253);
        using RawSocket six = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
        four.Set(IpOption.JoinGroup, new Membership(index, IPAddress.Parse("239.1.1.1")));
        four.Set(IpOption.JoinSourceGroup, new Membership(index, IPAddress.Parse("232.1.1.1"), IPAddress.Parse("198.18.0.9")));
        six.Set(Ipv6Option.JoinGroup, new Membership(index, IPAddress.Parse("ff15::7")));
        string listed = A.Exec("ip", "maddr", "show", "dev", "va").Succeeded().Text;
        Assert.Contains("239.1.1.1", listed, StringComparison.Ordinal);
        Assert.Contains("ff15::7", listed, StringComparison.Ordinal);
        Assert.Contains("0xe8010101 0xc6120009", A.Exec("cat", "/proc/net/mcfilter").Text, StringComparison.Ordinal);
        four.Set(IpOption.LeaveGroup, new Membership(index, IPAddress.Parse("239.1.1.1")));
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

    private void SetAndGet(AddressFamily family, byte protocol, string name, string text) => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(family, protocol);
        SocketOption option = SocketOption.Find(name)!;
        option.SetText(socket, text);
        string got = option.GetText(socket);
        Assert.Equal(text, name == "ICMP_FILTER" ? got[..text.Length] : got);
    });
}
