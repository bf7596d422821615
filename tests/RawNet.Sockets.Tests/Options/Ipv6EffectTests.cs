using System.Buffers.Binary;
using System.Net;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Options;

/// <summary>What the options of IPv6 do, seen at the other end or in a capture.</summary>
public class Ipv6EffectTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private const int LongWait = 10_000_000;
    private const int ShortWait = 150_000;
    private static readonly IPAddress _final = IPAddress.Parse("2001:db8:ffff::99");

    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    /// <summary>A segment routing header (RFC 8754): the packet goes to its first segment, and the last
    /// one is where it was sent to.</summary>
    [Theory, Observes("IPV6_RTHDR", "IPV6_RTHDRDSTOPTS")]
    [InlineData(true, "4\t43")]
    [InlineData(false, "\t")]
    public void TheRoutingHeaderLeadsAndItsOptionsStandBeforeIt(bool routed, string fields)
    {
        using Capture wire = A.StartCapture(filter: "ip6 dst host " + B.Address6 + " and not icmp6");
        A.Run(() =>
        {
            using KernelSocket socket = Kinds.Open("udp6");
            socket.Set(Ipv6Option.RoutingDestinationOptions, [0, 0, 1, 4, 0, 0, 0, 0]);
            if (routed)
                socket.Set(Ipv6Option.RoutingHeader,
                    [0, 4, 4, 1, 1, 0, 0, 0, .. IPAddress.IPv6Any.GetAddressBytes(), .. B.Address6.GetAddressBytes()]);
            socket.SendTo("x"u8, new IPEndPoint(routed ? _final : B.Address6, 4010));
        });
        wire.Stop(atLeast: 1);
        Assert.Equal($"{B.Address6}\t{fields}".TrimEnd(),
            Witness.Fields(wire, "ipv6.dst", "ipv6.routing.type", "ipv6.dstopts.nxt")[0].TrimEnd());
    }

    [Theory, Observes("IPV6_FLOWINFO_SEND")]
    [InlineData(true, "0x012345")]
    [InlineData(false, "0x000000")]
    public void TheFlowLabelOfTheAddressIsSentOnlyWhenAskedFor(bool asked, string label)
    {
        using Capture wire = A.StartCapture(filter: "udp port 4011");
        A.Run(() =>
        {
            using KernelSocket socket = Kinds.Open("udp6");
            socket.Set(Ipv6Option.AutomaticFlowLabel, false);
            socket.Set(Ipv6Option.FlowInfoSend, asked);
            Assert.Equal(1, MessageCalls.Send(socket.Handle, "x"u8, WithFlow(B.Address6, 4011, 0x12345)));
        });
        wire.Stop(atLeast: 1);
        Assert.Equal(label, Witness.Fields(wire, "ipv6.flow")[0]);
    }

    [Theory, Observes("IPV6_RECVPATHMTU")]
    [InlineData(true)]
    [InlineData(false)]
    public void APathMtuIsToldAsAMessageOfItsOwn(bool asked) => A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("udp6");
        socket.Set(Ipv6Option.ReceivePathMtu, asked);
        socket.Set(Ipv6Option.DontFragment, true);
        socket.Connect(new IPEndPoint(B.Address6, 4012));
        Assert.Throws<SystemCallException>(() => socket.Send(new byte[2000]));
        Span<byte> control = stackalloc byte[256];
        Received received = MessageCalls.Receive(socket.Handle, new byte[10], new byte[128], control, Constants.MSG_DONTWAIT);
        ControlMessages messages = new(control[..received.ControlLength]);
        Assert.Equal(asked, messages.MoveNext());
        if (asked)
            // ip6_mtuinfo: an address of 28 bytes, then the MTU
            Assert.Equal((41, 61, 1500),
                (messages.Current.Level, messages.Current.Type, BitConverter.ToInt32(messages.Current.Data[28..])));
    });

    [Theory, Observes("IPV6_MTU_DISCOVER")]
    [InlineData(PathMtuDiscovery.Want, false)]
    [InlineData(PathMtuDiscovery.Do, true)]
    public void DiscoveryDecidesWhetherTooLongIsRefused(PathMtuDiscovery how, bool refused) => A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("udp6");
        socket.Set(Ipv6Option.MtuDiscovery, how);
        Exception? failure = Record.Exception(() => socket.SendTo(new byte[2000], new IPEndPoint(B.Address6, 4013)));
        Assert.Equal(refused, failure is SystemCallException { ErrorName: "EMSGSIZE" });
    });

    [Fact, Observes("IPV6_MTU")]
    public void TheMtuThatIsSetBoundsFragments()
    {
        using Capture wire = A.StartCapture(filter: "ip6[6] == 44");
        A.Run(() =>
        {
            using KernelSocket socket = Kinds.Open("udp6");
            socket.Set(Ipv6Option.Mtu, 1280);
            socket.SendTo(new byte[2000], new IPEndPoint(B.Address6, 4014));
        });
        Assert.All(wire.Stop(atLeast: 2), f => Assert.InRange(f.WireLength, 54, 1294));
    }

    [Fact, Observes("IPV6_ADDR_PREFERENCES")]
    public void APreferenceChoosesTheTemporaryAddress()
    {
        A.Sysctl("net.ipv6.conf.va.use_tempaddr", "1");
        A.Exec("ip", "addr", "add", $"{B.Address6}77/64", "dev", "va", "nodad", "mngtmpaddr").Succeeded();
        string listed = "";
        Assert.True(
            SpinWait.SpinUntil(() => Ready(listed = A.Exec("ip", "-6", "addr", "show", "dev", "va").Text), TimeSpan.FromSeconds(10)),
            listed);
        string temporary = listed.Split('\n').First(l => l.Contains("temporary", StringComparison.Ordinal))
            .Trim().Split(' ')[1].Split('/')[0];
        A.Run(() =>
        {
            Assert.Equal(temporary, SourceWith(1)); // IPV6_PREFER_SRC_TMP
            Assert.NotEqual(temporary, SourceWith(2)); // IPV6_PREFER_SRC_PUBLIC
        });
    }

    [Theory, Observes("IPV6_MULTICAST_LOOP", "IPV6_MULTICAST_ALL", "IPV6_MULTICAST_IF", "IPV6_MULTICAST_HOPS")]
    [InlineData(true)]
    [InlineData(false)]
    public void MulticastLoopAndAllDecideWhatComesHere(bool on)
    {
        IPAddress group = IPAddress.Parse("ff15::707");
        using Capture wire = A.StartCapture(filter: "udp port 4015 and ip6");
        A.Run(() =>
        {
            int index = Link.ByName("va").Index;
            using KernelSocket member = Kinds.Open("udp6"), other = Kinds.Open("udp6"), sender = Kinds.Open("udp6");
            foreach (KernelSocket socket in (KernelSocket[])[member, other])
            {
                socket.Set(GeneralOption.ReuseAddress, true);
                socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 4015));
            }
            member.Set(Ipv6Option.AddMembership, new Membership(index, group));
            other.Set(Ipv6Option.MulticastAll, on);
            sender.Set(Ipv6Option.MulticastInterface, index);
            sender.Set(Ipv6Option.MulticastHops, 7);
            sender.SendTo("x"u8, new IPEndPoint(group, 4015));
            Assert.True(member.IsReadable(LongWait));
            Assert.Equal(on, other.IsReadable(on ? LongWait : ShortWait));
            member.Receive(new byte[10]);
            sender.Set(Ipv6Option.MulticastLoop, on);
            sender.SendTo("x"u8, new IPEndPoint(group, 4015));
            Assert.Equal(on, member.IsReadable(on ? LongWait : ShortWait));
        });
        wire.Stop(atLeast: 2);
        Assert.Equal(["7", "7"], Witness.Fields(wire, "ipv6.hlim"));
    }

    private static bool Ready(string addresses) => addresses.Split('\n')
        .Any(l => l.Contains("temporary", StringComparison.Ordinal) && !l.Contains("tentative", StringComparison.Ordinal));

    private string SourceWith(int preference)
    {
        using KernelSocket socket = Kinds.Open("udp6");
        socket.Set(Ipv6Option.AddressPreferences, preference);
        socket.Connect(new IPEndPoint(B.Address6, 4016));
        return ((IPEndPoint)socket.LocalEndPoint).Address.ToString();
    }

    /// <summary>sockaddr_in6 with sin6_flowinfo, which .NET's end point does not have.</summary>
    private static byte[] WithFlow(IPAddress address, ushort port, int label)
    {
        byte[] name = new byte[28];
        name[0] = 10;
        BinaryPrimitives.WriteUInt16BigEndian(name.AsSpan(2), port);
        BinaryPrimitives.WriteInt32BigEndian(name.AsSpan(4), label);
        address.GetAddressBytes().CopyTo(name, 8);
        return name;
    }
}
