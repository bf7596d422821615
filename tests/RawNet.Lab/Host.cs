using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace RawNet.Lab;

/// <summary>One simulated host: a network namespace with <c>lo</c> up, and in a topology one more interface.</summary>
public sealed class Host : IDisposable
{
    private readonly NetworkNamespace _space = new();
    private readonly ConcurrentBag<RunningPeer> _peers = [];

    public Host(string interfaceName, IPAddress address, IPAddress address6)
    {
        InterfaceName = interfaceName;
        Address = address;
        Address6 = address6;
        Sysctl("net.ipv6.conf.all.accept_dad", "0");
        Sysctl("net.ipv6.conf.default.accept_dad", "0");
        Iproute.Run("-n", Name, "link", "set", "lo", "up");
    }

    /// <summary>The namespace, as <c>ip netns exec</c> knows it.</summary>
    public string Name => _space.Name;

    public string InterfaceName { get; }

    public IPAddress Address { get; }

    public IPAddress Address6 { get; }

    public void Run(Action code) => _space.Run(() => { code(); return true; });

    public T Run<T>(Func<T> code) => _space.Run(code);

    /// <summary>Runs code inside for which, and for what it starts, /etc/hosts holds these lines.</summary>
    public T RunKnowing<T>(string hosts, Func<T> code)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, hosts);
            return _space.Run(() =>
            {
                NativeCalls.ReplaceFile("/etc/hosts", file);
                return code();
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs a program inside to its end.</summary>
    public PeerResult Exec(string program, params string[] arguments) => Peer.Run("ip", ["netns", "exec", Name, program, .. arguments]);

    /// <summary>Starts a program inside that runs until it is stopped, at the latest when the host goes.</summary>
    public RunningPeer Start(string program, params string[] arguments)
    {
        RunningPeer peer = new("ip", ["netns", "exec", Name, program, .. arguments]);
        _peers.Add(peer);
        return peer;
    }

    /// <summary>tcpdump on the host's interface, or another; it is ready when this returns.</summary>
    public Capture StartCapture(string? interfaceName = null, string filter = "")
    {
        Capture capture = new(this, interfaceName ?? InterfaceName, filter);
        _peers.Add(capture.Process);
        return capture;
    }

    /// <summary>Sets a value of the namespace, named with dots as sysctl(8) names it.</summary>
    public void Sysctl(string name, string value) =>
        _space.Run(() => { File.WriteAllText("/proc/sys/" + name.Replace('.', '/'), value); return true; });

    /// <summary>Waits until the kernel has told IPv6 that the link is there: it then has a link-local address
    /// that is not tentative.</summary>
    internal void WaitUntilReady()
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!_space.Run(IsReady))
        {
            if (clock.Elapsed > Patience.Seconds(5))
                throw new TimeoutException($"{InterfaceName} got no link-local address");
            Thread.Sleep(5);
        }
    }

    public void Dispose()
    {
        foreach (RunningPeer peer in _peers)
            peer.Dispose();
        _space.Dispose();
    }

    /// <summary>Lines of if_inet6: address, index, prefix, scope (20: link), flags (40: tentative), name.</summary>
    private bool IsReady() => !Directory.Exists("/proc/sys/net/ipv6")
        || File.ReadLines("/proc/thread-self/net/if_inet6").Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(f => f[5] == InterfaceName && f[3] == "20" && f[4] == "80");
}
