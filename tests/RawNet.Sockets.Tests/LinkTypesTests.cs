using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using RawNet.Lab;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets.Tests;

/// <summary>How frames of every kind of link begin; tcpdump says what is right.</summary>
public class LinkTypesTests(LabFixture lab) : IClassFixture<LabFixture>
{
    // What this kernel has no module for is not there, and then not compared.
    private const string MakeLinks = """
        ip tuntap add tun9 mode tun; ip tuntap add tap9 mode tap
        ip link add br9 type bridge; ip link add ifb9 type ifb; ip link add dummy9 type dummy
        ip link add nlmon9 type nlmon; ip link add vcan9 type vcan; ip link add vsock9 type vsockmon
        ip link add ipip9 type ipip local 198.18.0.1 remote 198.18.0.2; ip link add sit9 type sit local 198.18.0.1 remote 198.18.0.2
        ip link add vti9 type vti local 198.18.0.1 remote 198.18.0.2 key 1
        ip link add gre9 type gre local 198.18.0.1 remote 198.18.0.2; ip link add gretap9 type gretap local 198.18.0.1 remote 198.18.0.2
        ip link add ip6t9 type ip6tnl local 2001:db8::1 remote 2001:db8::2
        ip link add ip6g9 type ip6gre local 2001:db8::1 remote 2001:db8::2; ip link add vti69 type vti6 local 2001:db8::1 remote 2001:db8::2
        ip link add vx9 type vxlan id 5 dstport 4789 local 198.18.0.1; ip link add wg9 type wireguard
        ip link add xfrm9 type xfrm if_id 1; ip link add vrf9 type vrf table 5
        ip link add mv9 link va type macvlan; ip link add vlan9 link va type vlan id 9
        """;

    // The header of a capture file ends with its link type.
    private const string TellTypes = """
        for link in $(ip -o link show | sed 's/^[0-9]*: //; s/[@:].*//'); do
          ip link set "$link" up &&
            (timeout -s INT "$1" tcpdump -Z root -i "$link" -w - 2>/dev/null | od -An -tu4 -j20 -N4 | sed "s/^ */$link /") &
        done
        wait
        """;

    [Fact, Trait("kernel", "any")]
    public void ALinkHasTheTypeThatTcpdumpWrites()
    {
        Assert.SkipUnless(Peer.Exists("tcpdump"), Peer.Missing("tcpdump"));
        using Host host = new("va", IPAddress.Parse("198.18.0.1"), IPAddress.Parse("2001:db8::1"));
        host.Exec("ip", "link", "add", "va", "type", "veth", "peer", "name", "vb").Succeeded();
        host.Exec("bash", "-c", MakeLinks);
        string[] told =
        [
            .. host.Exec("bash", "-c", TellTypes, "-", $"{(int)Patience.Seconds(3).TotalSeconds}").Lines.Order(StringComparer.Ordinal)
        ];
        HashSet<string> names = [.. told.Select(line => line.Split(' ')[0])];
        Assert.True(told.Length > 3, string.Join('\n', told)); // a busy machine may not have started every tcpdump in time
        string[] ours = [.. host.Run(Link.All)
            .Where(link => names.Contains(link.Name))
            .Select(link => string.Create(CultureInfo.InvariantCulture, $"{link.Name} {(int)link.LinkType}"))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(told, ours);
    }

    [Fact, Trait("kernel", "modules")]
    public void FramesOfATunnelAreCookedAsTcpdumpCooksThem()
    {
        foreach ((Host here, Host there) in new[] { (lab.Hosts.A, lab.Hosts.B), (lab.Hosts.B, lab.Hosts.A) })
        {
            Assert.SkipUnless(
                here.Exec("ip", "link", "add", "gre8", "type", "gre", "local",
                    $"{here.Address}", "remote", $"{there.Address}").ExitCode == 0,
                "this kernel has no GRE, the sign that the modules are not loaded");
            here.Exec("ip", "addr", "add", here == lab.Hosts.A ? "198.19.8.1/24" : "198.19.8.2/24", "dev", "gre8").Succeeded();
            here.Exec("ip", "link", "set", "gre8", "up").Succeeded();
        }
        using PacketSocket tap = lab.Hosts.A.Run(() => PacketSocket.Open(Link.ByName("gre8")));
        using Capture capture = lab.Hosts.A.StartCapture("gre8", "icmp");
        lab.Hosts.A.Exec("ping", "-c", "1", "198.19.8.2").Succeeded();
        string[] told = [.. capture.Stop(2).Select(frame => Convert.ToHexStringLower(frame.Bytes))];
        Assert.Equal(LinkType.LinuxSll, tap.Link!.LinkType);
        Assert.Equal(told, Pings(tap));
    }

    // tcpdump of libpcap 1.10.3 on a tunnel: ping's request as it leaves, its first bytes.
    [Theory]
    [InlineData(0, 64)]
    [InlineData(4, 64)]
    [InlineData(24, 64)]
    [InlineData(4, 20)]
    public void TheOwnHeaderOfAFrameGivesWay(int own, int room)
    {
        byte[] told = Convert.FromHexString("0004030a00000000000000000000" + "0800" + "450000541acd4000400191b2c6130101");
        byte[] buffer = new byte[room];
        int length = Math.Min(own + 16, room);
        told.AsSpan(16, length - own).CopyTo(buffer.AsSpan(own));
        LinkSocketAddress from = new()
        {
            sll_pkttype = 4,
            sll_hatype = 778,
            sll_protocol = BitConverter.IsLittleEndian ? (ushort)0x0008 : (ushort)0x0800
        };
        int cooked = CookedHeader.Replace(buffer, length, own, from);
        Assert.Equal(Math.Min(room, 16 + length - own), cooked);
        Assert.Equal(told[..cooked], buffer[..cooked]);
    }

    [Fact]
    public void AnAddressStandsInTheCookedHeaderInTheOrderOfTheWire()
    {
        LinkSocketAddress from = new()
        {
            sll_pkttype = 1,
            sll_hatype = 32,
            sll_halen = 20,
            sll_addr = MemoryMarshal.Read<ulong>((ReadOnlySpan<byte>)[1, 2, 3, 4, 5, 6, 7, 8])
        };
        byte[] buffer = new byte[16];
        Assert.Equal(16, CookedHeader.Replace(buffer, 0, 0, from));
        Assert.Equal("0001" + "0020" + "0014" + "0102030405060708" + "0000", Convert.ToHexStringLower(buffer));
    }

    private static List<string> Pings(PacketSocket tap)
    {
        List<string> pings = [];
        byte[] buffer = new byte[2000];
        while (pings.Count < 2 && tap.Receive(buffer, Patience.Seconds(2)) is { HasFrame: true } arrival)
            if (arrival.Protocol == 0x0800) pings.Add(Convert.ToHexStringLower(buffer.AsSpan(0, arrival.Length)));
        return pings;
    }
}
