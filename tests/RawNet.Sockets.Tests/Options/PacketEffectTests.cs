using System.Runtime.InteropServices;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Options;

/// <summary>What the options of packet sockets do. Those of rings are seen by what the kernel makes of a ring,
/// which is never mapped here.</summary>
public class PacketEffectTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private const ushort Experimental = SocketCatalogue.ExperimentalEtherType;
    private const int Slot = 2048;
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(5);

    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Fact, Observes("PACKET_VNET_HDR")]
    public void TheVirtualHeaderIsTenBytesMoreInAndOut() => A.Run(() =>
    {
        using KernelSocket plain = Bound("lo"), virtualised = Bound("lo");
        virtualised.Set(PacketOption.VirtualHeader, true);
        byte[] frame = Hand.Ethernet(new byte[6], new byte[6], Experimental, "hello"u8);
        SystemSend(plain, frame);
        Assert.Equal([.. new byte[10], .. frame], Next(virtualised));
        Assert.Equal(frame, Next(plain));
        SystemSend(virtualised, [.. new byte[10], .. frame]);
        Assert.Equal(frame, Next(plain));
    });

    /// <summary>A macvlan hands frames up like a bond does: they arrive at the interface below.</summary>
    [Theory, Observes("PACKET_ORIGDEV")]
    [InlineData(false)]
    [InlineData(true)]
    public void TheOriginalDeviceIsTheOneBelow(bool original)
    {
        string upper = original ? "mv1" : "mv0";
        PeerResult made = B.Exec("ip", "link", "add", upper, "address",
            $"02:00:00:00:01:0{(original ? 1 : 0)}", "link", "vb", "type", "macvlan");
        Assert.SkipWhen(made.ExitCode != 0, "this kernel has no macvlan: " + made.Errors);
        B.Exec("ip", "link", "set", upper, "up").Succeeded();
        (KernelSocket socket, int above, int below) = B.Run(() => (Bound(upper), Link.ByName(upper).Index, Link.ByName("vb").Index));
        using (socket)
        {
            socket.Set(PacketOption.OriginalDevice, original);
            SendFrom(A, Hand.Ethernet([2, 0, 0, 0, 1, (byte)(original ? 1 : 0)], TwoHosts.MacOfA, Experimental, [1]));
            socket.Timeout = _soon;
            Assert.True(socket.ReceiveFrom(new byte[100], out System.Net.EndPoint? sender) > 0);
            Assert.Equal(original ? below : above, ((LinkEndPoint)sender!).InterfaceIndex);
        }
    }

    /// <summary>The tap sees the second frame first when the first one passed it by.</summary>
    [Theory, Observes("PACKET_QDISC_BYPASS")]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void WhatBypassesTheQueueIsSeenByNoTapOfThisHost(bool bypass, byte first)
    {
        using PacketSocket tap = A.Run(() => PacketSocket.Open(Link.ByName("va")));
        SendFrom(A, Frame(1), new PacketSocketSettings { BypassQueue = bypass });
        SendFrom(A, Frame(2));
        Assert.Equal(first, FirstSeen(tap));
    }

    [Theory, Observes("PACKET_IGNORE_OUTGOING")]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void OwnFramesAreIgnoredWhenAskedFor(bool ignored, byte first)
    {
        using PacketSocket tap = A.Run(() => PacketSocket.Open(Link.ByName("va"), new PacketSocketSettings { IgnoreOutgoing = ignored }));
        SendFrom(A, Frame(1));
        SendFrom(B, Hand.Ethernet(TwoHosts.MacOfA, TwoHosts.MacOfB, Experimental, [2]));
        Assert.Equal(first, FirstSeen(tap));
    }

    [Fact, Observes("PACKET_FANOUT")]
    public void AFanoutGroupSharesWhatArrives() => A.Run(() =>
    {
        using KernelSocket one = Bound("lo"), other = Bound("lo"), sender = Kinds.Open("packet");
        foreach (KernelSocket socket in (KernelSocket[])[one, other])
            socket.Set(PacketOption.Fanout, 7 | (1 << 16)); // PACKET_FANOUT_LB: in turn
        sender.Bind(new LinkEndPoint(Link.ByName("lo").Index, 0, default));
        for (byte i = 0; i < 4; i++)
            SystemSend(sender, Hand.Ethernet(new byte[6], new byte[6], Experimental, [i]));
        foreach (KernelSocket socket in (KernelSocket[])[one, other])
        {
            Next(socket);
            Next(socket);
            Assert.Equal(0, socket.Available());
        }
    });

    [Fact, Observes("PACKET_DROP_MEMBERSHIP")]
    public void AMembershipIsTakenBack() => A.Run(() =>
    {
        using KernelSocket socket = Bound("va");
        PacketMembership promiscuous = new(Link.ByName("va").Index, PacketMembershipKind.Promiscuous);
        socket.Set(PacketOption.AddMembership, promiscuous);
        Assert.Contains("promiscuity 1", A.Exec("ip", "-d", "link", "show", "va").Text, StringComparison.Ordinal);
        socket.Set(PacketOption.DropMembership, promiscuous);
        Assert.Contains("promiscuity 0", A.Exec("ip", "-d", "link", "show", "va").Text, StringComparison.Ordinal);
    });

    [Theory, Observes("PACKET_COPY_THRESH")]
    [InlineData(0, false)]
    [InlineData(4, true)]
    public void AFrameTooLongForARingsSlotIsQueuedWholeWhenAskedFor(int threshold, bool queued) => A.Run(() =>
    {
        using KernelSocket receiver = Bound("lo"), sender = Kinds.Open("packet");
        Ring(receiver);
        receiver.Set(PacketOption.CopyThreshold, threshold);
        sender.Bind(new LinkEndPoint(Link.ByName("lo").Index, 0, default));
        SystemSend(sender, Hand.Ethernet(new byte[6], new byte[6], Experimental, new byte[3000]));
        TimeSpan wait = queued ? _soon : TimeSpan.FromMilliseconds(100);
        Assert.Equal(queued ? 3014 : -(int)ErrorNumber.EAGAIN, receiver.ReceiveWithin(wait, new byte[4000]).Count);
    });

    [Fact, Observes("PACKET_RESERVE", "PACKET_VERSION")]
    public void ARingHasRoomForWhatIsReservedAndTheHeaderOfItsVersion() => A.Run(() =>
    {
        using KernelSocket reserved = Kinds.Open("packet"), third = Kinds.Open("packet");
        reserved.Set(PacketOption.Reserve, Slot);
        Assert.Equal("EINVAL", Refusal(() => Ring(reserved))); // no room for a header in a slot
        reserved.Set(PacketOption.Reserve, 16);
        Ring(reserved);
        third.Set(PacketOption.Version, 2);
        Assert.Equal("EINVAL", Refusal(() => Ring(third))); // TPACKET_V3 wants struct tpacket_req3
    });

    [Fact]
    public void OnceThereIsARingItsOptionsAreRefusedOrIgnored() => A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("packet");
        Ring(socket);
        foreach (string option in (string[])["PACKET_VERSION", "PACKET_RESERVE", "PACKET_LOSS", "PACKET_VNET_HDR"])
            Assert.Equal($"{option} EBUSY", $"{option} {Refusal(() => Kinds.Named("packet", option).SetText(socket, "1"))}");
        socket.Set(PacketOption.SendRingOffset, true);
        Assert.False(socket.Get(PacketOption.SendRingOffset));
    });

    /// <summary>struct tpacket_req: 4 blocks of 4096 bytes with 2 slots each.</summary>
    private static void Ring(KernelSocket socket) =>
        socket.SetOption(Constants.SOL_PACKET, 5, MemoryMarshal.AsBytes<int>([4096, 4, Slot, 8]));

    private static KernelSocket Bound(string device)
    {
        KernelSocket socket = Kinds.Open("packet");
        socket.Bind(new LinkEndPoint(Link.ByName(device).Index, Experimental, default));
        return socket;
    }

    private static byte[] Next(KernelSocket socket)
    {
        byte[] buffer = new byte[200];
        Received received = socket.ReceiveWithin(_soon, buffer);
        Assert.True(received.Count > 0, $"{received.Count}");
        return buffer[..received.Count];
    }

    private static void SystemSend(KernelSocket socket, byte[] frame) => Assert.Equal(frame.Length, socket.Send(frame));

    private static byte[] Frame(byte payload) => Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, Experimental, [payload]);

    private static void SendFrom(Host host, byte[] frame, PacketSocketSettings? settings = null) => host.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName(host.InterfaceName), settings);
        socket.Send(frame);
    });

    private static byte FirstSeen(PacketSocket tap)
    {
        byte[] buffer = new byte[100];
        while (true)
        {
            ReceivedFrame frame = tap.Receive(buffer, _soon);
            Assert.True(frame.HasFrame, "no frame came");
            if (frame.Protocol == Experimental)
                return buffer[14];
        }
    }

    private static string Refusal(Action call) => Assert.Throws<SystemCallException>(call).ErrorName;
}
