using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Sockets.Tests.Options;

namespace RawNet.Sockets.Tests;

/// <summary>Sending with the kernel's own header, and what a full queue does, seen by tcpdump at the far end.</summary>
public class RawSendTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private static readonly byte[] _long = [.. Hand.Echo, .. new byte[2992]];

    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Fact]
    public void OptionsOfTheSocketAreOnTheWire()
    {
        using Capture capture = B.StartCapture(filter: "icmp[0] = 8 or ip[0] = 0x46");
        A.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
            socket.Set(IpOption.TimeToLive, 9);
            socket.Set(IpOption.TypeOfService, 0xb8);
            socket.Set(IpOption.Options, [0x94, 4, 0, 0]);
            socket.Send(Hand.Echo, B.Address);
            socket.Set(IpOption.Options, []);
            socket.Send(Hand.Echo, B.Address);
        });
        capture.Stop(2);
        Assert.Equal(["24\t0xb8\t9\t148", "20\t0xb8\t9\t"],
            Witness.Fields(capture, "ip.hdr_len", "ip.dsfield", "ip.ttl", "ip.opt.type").Take(2));
    }

    [Fact]
    public void Ipv6OptionsOfTheSocketAreOnTheWireAndTheChecksumIsTheKernels()
    {
        using Capture capture = B.StartCapture(filter: "ip6 and ether src 02:00:00:00:00:01 and ip6[6] = 58 and ip6[40] = 128");
        A.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetworkV6, 58);
            socket.Set(Ipv6Option.UnicastHops, 9);
            socket.Set(Ipv6Option.TrafficClass, 0xb8);
            socket.Send(Hand.Echo6, B.Address6);
        });
        capture.Stop(1);
        Assert.Equal(["9\t0x000000b8\t1"], Witness.Fields(capture, "ipv6.hlim", "ipv6.tclass", "icmpv6.checksum.status"));
    }

    [Fact, Trait("row", "15"), Observes("IPV6_HDRINCL")]
    public void Ipv6HeaderIncludedIsSentUnchanged()
    {
        byte[] packet = Hand.Ipv6(IPAddress.Parse("2001:db8:ffff::9"), B.Address6, 58, Hand.Echo6);
        using Capture capture = B.StartCapture(filter: "ip6 and ether src 02:00:00:00:00:01 and ip6[6] = 58 and ip6[40] = 128");
        A.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetworkV6, 58);
            socket.HeaderIncluded = true;
            Assert.True(socket.HeaderIncluded);
            socket.Send(packet, B.Address6);
        });
        Assert.Equal(packet, capture.Stop(1)[0].Bytes[14..].ToArray());
    }

    [Fact, Trait("row", "15")]
    public void TheIpv4HeaderOptionIsUnknownToAnIpv6Socket()
    {
        SystemCallException refused = A.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetworkV6, 58);
            return Assert.Throws<SystemCallException>(() => socket.Set(IpOption.HeaderIncluded, true));
        });
        Assert.Equal("ENOPROTOOPT", refused.ErrorName);
        Assert.Equal(FailureKind.NotSupported, refused.Kind);
        Assert.Equal("setsockopt(IP_HDRINCL)", refused.Operation);
    }

    [Fact, Trait("row", "17"), Observes("IPV6_CHECKSUM")]
    public void TheKernelPutsTheChecksumOfOtherIpv6ProtocolsWhereItIsTold()
    {
        using Capture capture = B.StartCapture(filter: "ip6 proto 17 and ether src 02:00:00:00:00:01");
        A.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetworkV6, 17);
            socket.Set(Ipv6Option.Checksum, 6);
            socket.Send([0x10, 0, 0x20, 0, 0, 10, 0, 0, 0x68, 0x69], B.Address6);
            Assert.Equal("EINVAL", Assert.Throws<SystemCallException>(() => socket.Set(Ipv6Option.Checksum, 5)).ErrorName);
        });
        capture.Stop(1);
        string[] line = Peer.Run("tshark",
            ["-n", "-r", "-", "-o", "udp.check_checksum:TRUE", "-T", "fields", "-e", "udp.checksum.status"], capture.Pcap())
            .Succeeded().Lines.ToArray();
        Assert.Equal(["1"], line);
    }

    [Fact, Trait("row", "10")]
    public void DroppedByAFullQueueIsSuccessUnlessErrorsAreAskedFor()
    {
        Assert.SkipUnless(
            A.Exec("tc", "qdisc", "add", "dev", "va", "root", "tbf", "rate", "8kbit", "burst", "2000", "limit", "4000").ExitCode == 0,
            "the kernel has no token bucket (sch_tbf)");
        try
        {
            byte[] message = [.. Hand.Echo, .. new byte[992]];
            using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
            int failed = A.Run(() => Burst(message, errors: false));
            Assert.Equal(0, failed);
            Assert.InRange(capture.StopAfter(TimeSpan.FromMilliseconds(300)).Count, 1, 10);
            Assert.InRange(A.Run(() => Burst(message, errors: true)), 10, 20);
        }
        finally
        {
            A.Exec("tc", "qdisc", "del", "dev", "va", "root").Succeeded();
        }
    }

    [Fact, Trait("row", "11"), Observes("IP_MTU_DISCOVER")]
    public void LongerThanTheMtuIsFragmentedOnlyWhereDiscoveryAllows()
    {
        Assert.Equal("EMSGSIZE", Assert.Throws<SystemCallException>(() => SendLong(PathMtuDiscovery.Do)).ErrorName);
        Assert.Equal("EMSGSIZE", Assert.Throws<SystemCallException>(() => SendLong(PathMtuDiscovery.Probe)).ErrorName);
        using Capture capture = B.StartCapture(filter: "ip proto 1 and ether src 02:00:00:00:00:01");
        SendLong(PathMtuDiscovery.Dont);
        capture.Stop(3);
        Assert.Equal(["0\t0\t1", "0\t185\t1", "0\t370\t0"],
            Witness.Fields(capture, "ip.flags.df", "ip.frag_offset", "ip.flags.mf").Take(3).Select(Numbers));
    }

    [Fact, Trait("row", "11")]
    public void TheDefaultSetsDontFragmentAndStillFragmentsWhatTheOwnInterfaceCannotCarry()
    {
        using Capture capture = B.StartCapture(filter: "ip proto 1 and ether src 02:00:00:00:00:01");
        A.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
            Assert.Equal(PathMtuDiscovery.Want, socket.Get(IpOption.MtuDiscovery));
            socket.Send(Hand.Echo, B.Address);
            socket.Send(_long, B.Address);
        });
        capture.Stop(4);
        Assert.Equal(["1\t0\t0", "0\t0\t1", "0\t185\t1", "0\t370\t0"],
            Witness.Fields(capture, "ip.flags.df", "ip.frag_offset", "ip.flags.mf").Take(4).Select(Numbers));
    }

    [Fact, Trait("row", "12")]
    public void BroadcastNeedsItsOption()
    {
        IPAddress everyone = IPAddress.Broadcast;
        SystemCallException refused = Assert.Throws<SystemCallException>(() => Send(everyone, false));
        Assert.Equal("EACCES", refused.ErrorName);
        Assert.Contains("SO_BROADCAST", refused.Fix, StringComparison.Ordinal);
        using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
        Send(everyone, true);
        Assert.Equal([255, 255, 255, 255, 255, 255], capture.Stop(1)[0].Bytes[..6].ToArray());
    }

    /// <summary>tshark 4.0 prints flags as words or digits, and offsets in units of 8 bytes.</summary>
    private static string Numbers(string line) =>
        line.Replace("True", "1", StringComparison.Ordinal).Replace("False", "0", StringComparison.Ordinal);

    private int Burst(byte[] message, bool errors)
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Set(IpOption.ReceiveErrors, errors);
        int failed = 0;
        for (int i = 0; i < 20; i++)
        {
            try
            {
                socket.Send(message, B.Address);
            }
            catch (SystemCallException e) when (e.ErrorName == "ENOBUFS")
            {
                failed++;
            }
        }
        return failed;
    }

    private void SendLong(PathMtuDiscovery discovery) => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Set(IpOption.MtuDiscovery, discovery);
        socket.Send(_long, B.Address);
    });

    private void Send(IPAddress destination, bool broadcast) => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Set(GeneralOption.Broadcast, broadcast);
        socket.Set(GeneralOption.BindToDevice, A.InterfaceName);
        socket.Send(Hand.Echo, destination);
    });
}
