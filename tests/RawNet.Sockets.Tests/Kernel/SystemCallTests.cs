using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Kernel;

/// <summary>How many system calls a call makes, counted by strace(1), beside Python's for the same.</summary>
public sealed partial class SystemCallTests
{
    private const int MarkLevel = 7777; // getsockopt(2) of it is refused, and seen
    private static readonly IPEndPoint _loopback = new(IPAddress.Loopback, 0);
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    /// <summary>A call, and what the kernel is asked for it.</summary>
    private const string Expected = """
        bind                    bind
        listen                  listen
        connect                 connect
        accept                  accept4
        getsockname             getsockname
        getpeername             getpeername
        send                    sendto
        recv                    recvfrom
        sendto                  sendto
        recvfrom                recvfrom
        sendmsg                 sendmsg
        recvmsg                 recvmsg
        setsockopt              setsockopt
        getsockopt              getsockopt
        recv with a timeout     recvfrom
        recv that waits         recvfrom ppoll recvfrom
        accept with a timeout   accept4
        connect with a timeout  connect ppoll getsockopt
        shutdown                shutdown
        settimeout              fcntl fcntl
        """;

    [Fact]
    public void EachCallIsOneSystemCallAndTwoMoreWhenItWaits()
    {
        string? reason = Requirements.Programs("strace", "python3");
        Assert.SkipWhen(reason is not null, reason ?? "");
        Dictionary<string, string> expected = Expected.Split('\n').Select(line => Columns().Split(line.TrimEnd()))
            .ToDictionary(columns => columns[0], columns => columns[1]);
        Dictionary<string, string> ours = Counted(expected.Keys.ToArray());
        Assert.Equal(expected, ours);
        Dictionary<string, string> pythons = OfPython();
        Assert.All(ours.Keys, call => Assert.True(CountOf(ours[call]) <= CountOf(pythons[call]) + 2, $"{call}: {pythons[call]}"));
    }

    private static int CountOf(string calls) => calls.Split(' ').Length;

    // The thread that makes the calls is traced, and no other.
    private static Dictionary<string, string> Counted(string[] names)
    {
        string path = Path.GetTempFileName();
        try
        {
            RunningPeer? strace = null;
            Thread calling = new(() => Traced(path, names, out strace));
            calling.Start();
            calling.Join();
            strace!.Dispose(); // by a thread that it does not stop
            return CallsOf(File.ReadAllLines(path), names);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Traced(string path, string[] names, out RunningPeer strace)
    {
        Prepared all = new();
        Array.ForEach(names, name => all.Call(name, _ => { })); // compiles what is to be counted
        all.Dispose();
        using Prepared counted = new();
        string thread = Path.GetFileName(File.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)!.FullName);
        strace = new("strace", ["-p", thread, "-o", path]);
        strace.WaitFor("attached");
        foreach (string name in names)
            counted.Call(name, counted.Mark);
    }

    private static Dictionary<string, string> CallsOf(string[] lines, string[] names)
    {
        List<string>[] parts = [.. names.Select(_ => new List<string>())];
        int place = 0; // odd: between the two marks of a call
        foreach (string line in lines)
        {
            if (line.Contains($"0x{MarkLevel:x}", StringComparison.Ordinal))
                place++;
            else if (place % 2 == 1 && Name().Match(line) is { Success: true } match && !OfTheRuntime().IsMatch(match.Value))
                parts[place / 2].Add(match.Value);
        }
        return names.Zip(parts).ToDictionary(pair => pair.First, pair => string.Join(' ', pair.Second));
    }

    private static Dictionary<string, string> OfPython()
    {
        string path = Path.GetTempFileName();
        try
        {
            string script = Path.Combine(AppContext.BaseDirectory, "Kernel", "calls.py");
            PeerResult run = Peer.Run("strace", ["-o", path, "python3", script]).Succeeded();
            return CallsOf(File.ReadAllLines(path), [.. run.Lines]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Columns();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex Name();

    // Memory, locks and signals; and what closes or opens beside the call.
    [GeneratedRegex(@"^(futex|madvise|mmap|munmap|mprotect|brk|sched_\w+|membarrier|rt_\w+|restart_syscall|gettid|close|socket)$")]
    private static partial Regex OfTheRuntime();

    /// <summary>Sockets in the states that the calls need, used in their order.</summary>
    private sealed class Prepared : IDisposable
    {
        private readonly KernelSocket _listener = Tcp(), _client = Tcp(), _late = Tcp(), _one = Udp(), _other = Udp();
        private readonly byte[] _buffer = new byte[64];
        private readonly SocketAddress _to, _from = KernelSocket.NewAddress();
        private readonly EndPoint _address;
        private KernelSocket? _server;

        public Prepared()
        {
            _one.Bind(_loopback);
            _one.Connect(_one.LocalEndPoint);
            _other.Bind(_loopback);
            _to = _one.LocalEndPoint.Serialize();
            using KernelSocket free = Tcp();
            free.Bind(_loopback);
            _address = free.LocalEndPoint;
        }

        public void Mark(KernelSocket socket) => Record.Exception(() => socket.GetOption(MarkLevel, 0));

        public void Call(string name, Action<KernelSocket> mark)
        {
            Action call = Of(name);
            mark(_one);
            call();
            mark(_one);
        }

        public void Dispose()
        {
            _listener.Dispose();
            _client.Dispose();
            _late.Dispose();
            _one.Dispose();
            _other.Dispose();
            _server?.Dispose();
        }

        private Action Of(string name)
        {
            switch (name)
            {
                case "bind": return () => _listener.Bind(_address);
                case "listen": return () => _listener.Listen();
                case "connect": return () => _client.Connect(_address);
                case "accept": return () => _server = _listener.Accept();
                case "getsockname": return () => _ = _client.LocalEndPoint;
                case "getpeername": return () => _ = _client.PeerEndPoint;
                case "send": return () => _one.Send(_buffer);
                case "recv": return () => _one.Receive(_buffer);
                case "sendto": return () => _one.SendTo(_buffer, _to);
                case "recvfrom": return () => _one.ReceiveFrom(_buffer, _from);
                case "sendmsg": return () => _one.SendMessage(_buffer, []);
                case "recvmsg": return () => _one.ReceiveMessage(_buffer, _buffer);
                case "setsockopt": return () => _one.Set(IpOption.TimeToLive, 9);
                case "getsockopt": return () => _one.Get(IpOption.TimeToLive);
                case "settimeout": return () => _other.Timeout = _hour;
                case "shutdown": return () => _client.Shutdown(ShutdownHow.Send);
                case "recv with a timeout":
                    _one.Timeout = _hour;
                    _one.Send(_buffer);
                    return () => _one.Receive(_buffer);
                case "recv that waits":
                    ThreadPool.UnsafeQueueUserWorkItem(static test => { Thread.Sleep(300); test._one.Send(test._buffer); },
                        this, preferLocal: false);
                    return () => _one.Receive(_buffer);
                case "connect with a timeout":
                    _late.Timeout = _hour;
                    return () => _late.Connect(_address);
                default: // accept with a timeout
                    _listener.Timeout = _hour;
                    using (KernelSocket another = Tcp())
                        another.Connect(_address);
                    return () => _listener.Accept().Dispose();
            }
        }

        private static KernelSocket Tcp() => KernelSocket.Open();

        private static KernelSocket Udp() => KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram);
    }
}
