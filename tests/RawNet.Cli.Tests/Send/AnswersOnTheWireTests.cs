using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using RawNet.Lab;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Send;

/// <summary>What the far kernel, or a program there, sends back to each kind of question counts as its answer, and ends with 0.</summary>
public class AnswersOnTheWireTests(SendLab lab) : IClassFixture<SendLab>
{
    private const int Tag = 4;

    // The subject of an ARP reply, a neighbour advertisement and so on is tshark's and the RFCs' name for it, seen in the layers.
    [Theory]
    [InlineData("reply", "arp", "-I va eth / arp dst.proto_ipv4=DST")]
    [InlineData("reply", "arp", "-I va eth dst=02:00:00:00:00:02 / arp dst.proto_ipv4=DST")]
    [InlineData("reply", "arp", "-I va eth / arp src.proto_ipv4=0.0.0.0 dst.proto_ipv4=DST")] // a probe (RFC 5227)
    [InlineData("reply", "icmpv6.neighbor-advertisement",
        "-I va eth / ipv6 dst=ff02::1:ff00:2 / icmpv6.neighbor-solicitation target_address=DST6")]
    [InlineData("reply", "icmpv6.neighbor-advertisement",
        "-I va ipv6 dst=ff02::1:ff00:2 / icmpv6.neighbor-solicitation target_address=DST6")]
    [InlineData("reply", "icmpv6.neighbor-advertisement", "ipv6 dst=DST6 / icmpv6.neighbor-solicitation target_address=DST6")]
    [InlineData("reply", "icmp.timestamp-reply", "ip dst=DST / icmp.timestamp ident=7 seq=3")]
    [InlineData("reply", "icmp.timestamp-reply", "--via ip ip dst=DST / icmp.timestamp ident=7 seq=3")]
    [InlineData("echo-reply", "icmp.echo-reply", "--via ip ip dst=DST / icmp.echo ident=7 / data zeros:4000")]
    [InlineData("echo-reply", "icmpv6.echo-reply", "--via ip ipv6 dst=DST6 / icmpv6.echo identifier=7 / data zeros:4000")]
    [InlineData("error", "icmp.unreachable", "ip dst=DST proto=132 / data hex:0fa00009000000000000000001000014")]
    public void TheAnswerOfTheFarKernelCounts(string relation, string layer, string arguments)
    {
        PeerResult sent = lab.A.RawnetLine($"send --json --wait 0.3 {Filled(arguments)}");
        Assert.Equal((0, ""), (sent.ExitCode, sent.Errors));
        JsonElement answer = Assert.Single(sent.Events("answer"), e => e.GetProperty("relation").GetString() == relation);
        Assert.Contains(layer, answer.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("layer").GetString()));
        Assert.InRange(answer.GetProperty("rtt_ns").GetInt64(), 1, 300_000_000);
        JsonElement summary = Assert.Single(sent.Events("summary"));
        Assert.Equal((1, 0), (summary.GetProperty("answers").GetInt32(), summary.GetProperty("others").GetInt32()));
    }

    [Theory]
    [InlineData("ip dst=DST / icmp.echo ident=7 / data zeros:4000", "icmp.echo-reply")]
    [InlineData("ipv6 dst=DST6 / icmpv6.echo identifier=7 / data zeros:4000", "icmpv6.echo-reply")]
    public void LaterFragmentsAreShownButAreNoAnswersOfTheirOwn(string expression, string layer)
    {
        PeerResult sent = lab.A.RawnetLine($"send --wait 0.3 --via ip {Filled(expression)}");
        string[] lines = [.. sent.Succeeded().Lines];
        Assert.Equal(["echo reply", "more of it", "more of it"], lines[..^1].Select(l => l.Split("ms")[1].Trim()[..10]));
        Assert.Contains(layer, lines[0], StringComparison.Ordinal);
        Assert.EndsWith("; 1 answer", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void WhoAsksByArpIsFilledFromTheInterface()
    {
        using Lab.Capture wire = lab.B.StartCapture(filter: "arp[6:2] = 1");
        Assert.Equal(0, lab.A.RawnetLine(Filled("send --wait 0.3 -I va eth / arp dst.proto_ipv4=DST")).ExitCode);
        byte[] frame = wire.Stop(1)[0].Bytes.ToArray();
        Assert.Equal([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, .. TwoHosts.MacOfA], frame[..12]);
        Assert.Equal([.. TwoHosts.MacOfA, .. lab.A.Address.GetAddressBytes(), 0, 0, 0, 0, 0, 0, .. lab.B.Address.GetAddressBytes()],
            frame[22..42]);
    }

    [Fact]
    public void WhatIsGivenOfArpStaysAsGiven()
    {
        using Lab.Capture wire = lab.B.StartCapture(filter: "arp[6:2] = 1");
        lab.A.RawnetLine(
            Filled("send -I va eth dst=02:00:00:00:00:02 / arp src.hw_mac=02:00:00:00:00:99 src.proto_ipv4=198.19.9.9 dst.proto_ipv4=DST"))
            .Succeeded();
        byte[] frame = wire.Stop(1)[0].Bytes.ToArray();
        Assert.Equal(TwoHosts.MacOfB, frame[..6]);
        Assert.Equal([2, 0, 0, 0, 0, 0x99, 198, 19, 9, 9], frame[22..32]);
    }

    // RFC 4861, 7.1.1: any other hop limit is dropped.
    [Theory]
    [InlineData("", 255)]
    [InlineData(" hlim=64", 64)]
    public void TheHopLimitOfNeighbourDiscoveryIsTheOneThatIsHeard(string given, byte hopLimit)
    {
        using Lab.Capture wire = lab.B.StartCapture(filter: "icmp6 and ip6[40] = 135 and dst host ff02::1:ff00:2");
        lab.A.RawnetLine(
            Filled($"send -I va eth / ipv6 dst=ff02::1:ff00:2{given} / icmpv6.neighbor-solicitation target_address=DST6")).Succeeded();
        Assert.Equal(hopLimit, wire.Stop(1)[0].Bytes[21]);
    }

    // RFC 4861, 4.3: the option is there in what goes to a group, and not from ::. Type 1, one unit of 8 bytes, the MAC.
    [Theory]
    [InlineData("", "", true)]
    [InlineData(" src=::", "", false)]
    [InlineData("", " opt=raw,", false)]
    public void ASolicitationSaysItsLinkLayerAddress(string source, string options, bool isSaid)
    {
        using Lab.Capture wire = lab.B.StartCapture(filter: "icmp6 and ip6[40] = 135 and dst host ff02::1:ff00:2");
        lab.A.RawnetLine(Filled(
            $"send -I va eth / ipv6 dst=ff02::1:ff00:2{source} / icmpv6.neighbor-solicitation target_address=DST6{options}")).Succeeded();
        byte[] frame = wire.Stop(1)[0].Bytes.ToArray();
        Assert.Equal(isSaid ? [1, 1, .. TwoHosts.MacOfA] : [], frame[78..]);
    }

    // Behind two tags: the far host has no VLANs, so a program answers there.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnAnswerBehindVlanTagsCounts(int tags)
    {
        string vlans = string.Concat(Enumerable.Repeat(" / vlan id=5", tags));
        using var far = new Answerer(lab.B, frame => ArpReply(frame, 14 + (tags * Tag)));
        PeerResult sent = lab.A.RawnetLine(
            $"send --json --wait 0.5 -I va eth dst=02:00:00:00:00:02{vlans} / arp dst.proto_ipv4=198.18.77.2");
        Assert.Equal("reply", Assert.Single(sent.Succeeded().Events("answer")).GetProperty("relation").GetString());
    }

    [Theory]
    [InlineData("239.255.255.250")]
    [InlineData("224.0.0.251")]
    public void AMemberOfAGroupAnswersFromItsOwnAddress(string group)
    {
        using Socket member = lab.B.Run(
            () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 });
        lab.B.Run(() =>
        {
            member.Bind(new IPEndPoint(IPAddress.Any, 1900));
            member.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership,
                new MulticastOption(IPAddress.Parse(group), lab.B.Address));
        });
        Thread answering = new(() =>
        {
            EndPoint asker = new IPEndPoint(IPAddress.Any, 0);
            int length = member.ReceiveFrom(new byte[100], ref asker);
            member.SendTo(new byte[length + 10], asker);
        });
        answering.Start();
        PeerResult sent = lab.A.RawnetLine($"send --json --wait 0.5 -I va ip dst={group} / udp srcport=4000 dstport=1900 / data text:who");
        answering.Join();
        JsonElement answer = Assert.Single(sent.Succeeded().Events("answer"));
        Assert.Equal(("ports", lab.B.Address.ToString()),
            (answer.GetProperty("relation").GetString(), answer.GetProperty("from").GetString()));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("99999999999")]
    [InlineData("1e3")]
    public void ATimeToWaitThatIsNoneIsOneSentence(string time)
    {
        PeerResult failed = lab.A.Rawnet("send", "--wait", time, "ip", $"dst={lab.B.Address}", "/", "icmp.echo");
        Assert.Equal((2, "", $"rawnet: '{time}' is no number of seconds for --wait: 0 to 1000000000, as 1 or 0.2\n"),
            (failed.ExitCode, failed.Text, failed.Errors));
    }

    private string Filled(string text) =>
        text.Replace("DST6", lab.B.Address6.ToString(), StringComparison.Ordinal)
            .Replace("DST", lab.B.Address.ToString(), StringComparison.Ordinal);

    // RFC 826: the reply swaps sender and target, and says the hardware address that was asked for.
    private static byte[]? ArpReply(byte[] frame, int at)
    {
        bool isRequest = frame.Length >= at + 28 && frame[at - 2] == 8 && frame[at - 1] == 6 && frame[at + 7] == 1;
        return isRequest
            ? [.. frame[6..12], .. TwoHosts.MacOfB, .. frame[12..(at + 7)], 2, .. TwoHosts.MacOfB,
                .. frame[(at + 24)..(at + 28)], .. frame[(at + 8)..(at + 18)]]
            : null;
    }

    /// <summary>A program of a host that answers frames.</summary>
    private sealed class Answerer : IDisposable
    {
        private readonly PacketSocket _socket;
        private readonly Thread _thread;
        private volatile bool _isOver;

        public Answerer(Host host, Func<byte[], byte[]?> answer)
        {
            _socket = host.Run(
                () => PacketSocket.Open(Link.ByName(host.InterfaceName), new PacketSocketSettings { IgnoreOutgoing = true }));
            _thread = new Thread(() => Answer(answer));
            _thread.Start();
        }

        public void Dispose()
        {
            _isOver = true;
            _thread.Join();
            _socket.Dispose();
        }

        private void Answer(Func<byte[], byte[]?> answer)
        {
            byte[] buffer = new byte[2000];
            while (!_isOver)
            {
                ReceivedFrame arrival = _socket.Receive(buffer, TimeSpan.FromMilliseconds(20));
                if (arrival.HasFrame && answer(buffer[..arrival.Length]) is { } frame) _socket.Send(frame);
            }
        }
    }
}
