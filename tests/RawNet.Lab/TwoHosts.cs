using System.Net;

namespace RawNet.Lab;

/// <summary>Two hosts on one Ethernet link: <see cref="A"/> has <c>va</c>, <see cref="B"/> has <c>vb</c>,
/// no traffic but their own.</summary>
/// <remarks>Addresses are 198.18.x.1/24 and .2, 2001:db8:x::1/64 and ::2, usable at once (no duplicate address detection).
/// MACs are 02:00:00:00:00:01 and :02. Segmentation and checksum offload stay as veth has them.</remarks>
public sealed class TwoHosts : IDisposable
{
    public static readonly byte[] MacOfA = [2, 0, 0, 0, 0, 1];
    public static readonly byte[] MacOfB = [2, 0, 0, 0, 0, 2];
    private static int _count;

    public TwoHosts()
        : this(Interlocked.Increment(ref _count) % 250 + 1)
    {
    }

    /// <param name="net">The x of the addresses, for tests that write them down.</param>
    /// <param name="prepare">Run on each host before it has its interface.</param>
    public TwoHosts(int net, Action<Host>? prepare = null)
    {
        A = HostOf("va", net, 1);
        B = HostOf("vb", net, 2);
        prepare?.Invoke(A);
        prepare?.Invoke(B);
        Iproute.Run("link", "add", "va", "address", "02:00:00:00:00:01", "netns", A.Name, "type",
            "veth", "peer", "name", "vb", "address", "02:00:00:00:00:02", "netns", B.Name);
        SetUp(A);
        SetUp(B);
        A.WaitUntilReady();
        B.WaitUntilReady();
    }

    public Host A { get; }

    public Host B { get; }

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }

    private static Host HostOf(string interfaceName, int net, int number) =>
        new(interfaceName, IPAddress.Parse($"198.18.{net}.{number}"), IPAddress.Parse($"2001:db8:{net:x}::{number}"));

    private static void SetUp(Host host)
    {
        host.Sysctl($"net.ipv6.conf.{host.InterfaceName}.accept_dad", "0");
        host.Sysctl($"net.ipv6.conf.{host.InterfaceName}.router_solicitations", "0");
        Iproute.Batch(host.Name, $"""
            addr add {host.Address}/24 brd + dev {host.InterfaceName}
            addr add {host.Address6}/64 dev {host.InterfaceName} nodad
            link set {host.InterfaceName} up

            """);
    }
}
