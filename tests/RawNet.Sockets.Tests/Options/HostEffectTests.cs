using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Options;

/// <summary>What options do inside one host: in its firewall, its queues and its error queues.</summary>
public sealed class HostEffectTests : IDisposable
{
    private readonly Host _host = Lend.Loopback();

    public void Dispose() => _host.Dispose();

    [Fact, Observes("SO_PRIORITY")]
    public void PriorityIsWhatTheFirewallSees() => _host.Run(() =>
    {
        Firewall("meta priority 5 counter");
        using KernelSocket socket = Kinds.Open("udp");
        IPEndPoint there = new(IPAddress.Loopback, 9);
        socket.SendTo("x"u8, there);
        Assert.Contains("counter packets 0", Counted("priority"), StringComparison.Ordinal);
        socket.Set(GeneralOption.Priority, 5);
        socket.SendTo("x"u8, there);
        Assert.Contains("counter packets 1", Counted("priority"), StringComparison.Ordinal);
    });

    /// <summary>A rule on connections makes netfilter gather fragments before any rule sees them.</summary>
    [Theory, Observes("IP_NODEFRAG")]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void NoDefragmentLetsAFragmentThrough(bool alone, int seen) => _host.Run(() =>
    {
        Firewall("ct state new counter", "ip frag-off & 0x3fff != 0 counter");
        using KernelSocket socket = Kinds.Open("header");
        socket.Set(IpOption.NoDefragment, alone);
        byte[] first = [.. Hand.Ipv4(IPAddress.Loopback, IPAddress.Loopback, id: 7, fragment: 0x2000, protocol: 253), .. new byte[16]];
        socket.SendTo(first, new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Contains($"counter packets {seen} ", Counted("frag-off"), StringComparison.Ordinal);
    });

    [Theory, Observes("IP_RECVERR", "IPV6_RECVERR")]
    [InlineData("udp", "IP_RECVERR", 0, 11)]
    [InlineData("udp6", "IPV6_RECVERR", 41, 25)]
    public void ErrorsQueueUpOnlyWhenAskedFor(string kind, string option, int level, int type) => _host.Run(() =>
    {
        foreach (bool asked in (bool[])[false, true])
        {
            using KernelSocket socket = Kinds.Open(kind);
            Kinds.Named(kind, option).SetText(socket, asked ? "1" : "0");
            socket.Connect(new IPEndPoint(kind == "udp" ? IPAddress.Loopback : IPAddress.IPv6Loopback, 9));
            socket.Send("x"u8);
            socket.IsReadable(TimeSpan.FromSeconds(10));
            byte[] control = new byte[256];
            Received received = MessageCalls.Receive(socket.Handle,
                new byte[10], new byte[128], control, Constants.MSG_ERRQUEUE);
            ControlMessages messages = new(control.AsSpan(0, received.ControlLength));
            Assert.Equal(asked, messages.MoveNext());
            Assert.Equal(asked ? (1, level, type) : (-(int)ErrorNumber.EAGAIN, 0, 0),
                (received.Count, asked ? messages.Current.Level : 0, asked ? messages.Current.Type : 0));
        }
    });

    [Theory, Observes("SO_REUSEADDR")]
    [InlineData(true)]
    [InlineData(false)]
    public void ReuseAddressSharesAnAddress(bool reuse) => _host.Run(() =>
    {
        using KernelSocket one = Kinds.Open("udp"), other = Kinds.Open("udp");
        one.Set(GeneralOption.ReuseAddress, reuse);
        other.Set(GeneralOption.ReuseAddress, reuse);
        one.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        SystemCallException? refusal = Record.Exception(() => other.Bind(one.LocalEndPoint)) as SystemCallException;
        Assert.Equal(reuse ? null : "EADDRINUSE", refusal?.ErrorName);
    });

    [Fact, Observes("SO_SNDBUF", "SO_SNDBUFFORCE")]
    public void AMessageLongerThanTheSendBufferIsRefused() => _host.Run(() =>
    {
        using KernelSocket receiver = Kinds.Open("unix"), sender = Kinds.Open("unix");
        receiver.Bind(new UnixDomainSocketEndPoint("\0rawnet-" + _host.Name));
        sender.Connect(receiver.LocalEndPoint);
        sender.Set(GeneralOption.SendBuffer, 5000);
        Assert.Equal("EMSGSIZE", Assert.Throws<SystemCallException>(() => sender.Send(new byte[500_000])).ErrorName);
        sender.Set(GeneralOption.ForceSendBuffer, 1_000_000);
        Assert.Equal(500_000, sender.Send(new byte[500_000]));
    });

    [Theory, Observes("SO_RCVBUF", "SO_RCVBUFFORCE")]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatTheReceiveBufferHasNoRoomForIsLost(bool forced) => _host.Run(() =>
    {
        using KernelSocket receiver = Kinds.Open("udp"), sender = Kinds.Open("udp");
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.Set(forced ? GeneralOption.ForceReceiveBuffer : GeneralOption.ReceiveBuffer, forced ? 10_000_000 : 4000);
        for (int i = 0; i < 100; i++)
            sender.SendTo(new byte[1000], receiver.LocalEndPoint);
        int count = 0;
        for (receiver.Blocking = false; receiver.Available() > 0; count++)
            receiver.Receive(new byte[1000]);
        Assert.InRange(count, forced ? 100 : 1, forced ? 100 : 20);
    });

    private void Firewall(params string[] rules)
    {
        string? missing = Requirements.Programs("nft");
        Assert.SkipWhen(missing is not null, missing ?? "");
        _host.Exec("nft", "add table ip seen").Succeeded();
        _host.Exec("nft", "add chain ip seen out { type filter hook output priority 0 ; }").Succeeded();
        foreach (string rule in rules)
            _host.Exec("nft", "add rule ip seen out " + rule).Succeeded();
    }

    private string Counted(string rule) => Assert.Single(_host.Exec("nft", "list", "chain", "ip", "seen", "out").Succeeded().Lines,
        l => l.Contains(rule, StringComparison.Ordinal) && l.Contains("counter", StringComparison.Ordinal));
}
