using System.Globalization;
using System.Net;
using RawNet.Filters;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Options;

/// <summary>What the options of TCP's timers do. Times are the kernel's own, from captures, and have lower bounds only,
/// but for an acknowledgement that waits for nothing.</summary>
public sealed class TimerEffectTests : IDisposable
{
    private const string LinearTimeouts = "net.ipv4.tcp_syn_linear_timeouts";
    private readonly Host _host = Lend.Loopback();

    public void Dispose() => _host.Dispose();

    /// <summary>The client's filter drops every answer: after so many probes, so far apart, the connection is reset.</summary>
    [Theory, Observes("TCP_KEEPINTVL", "TCP_KEEPCNT")]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void UnansweredProbesEndTheConnection(int interval, int count)
    {
        using Capture wire = _host.StartCapture(filter: "tcp");
        OnPair((client, _) =>
        {
            client.Set(TcpOption.KeepIdle, 1);
            client.Set(TcpOption.KeepInterval, interval);
            client.Set(TcpOption.KeepCount, count);
            client.Set(GeneralOption.KeepAlive, true);
            client.AttachFilter([BpfInstruction.DropAll]);
            Assert.True(client.IsReadable(TimeSpan.FromSeconds(20)));
            Assert.Equal(110, client.Get(GeneralOption.Error)); // ETIMEDOUT
        });
        wire.StopAfter(TimeSpan.FromMilliseconds(100));
        string[][] rows = [.. Witness.Fields(wire, "frame.time_relative", "tcp.analysis.keep_alive", "tcp.flags.reset")
            .Select(l => l.Split('\t')).Where(r => r[1] == "1" || r[2] is "1" or "True")];
        Assert.Equal(count, rows.Count(r => r[1] == "1"));
        double[] times = [.. rows.Take(count + 1).Select(r => double.Parse(r[0], CultureInfo.InvariantCulture))];
        Assert.All(times.Zip(times.Skip(1)), t => Assert.True(t.Second - t.First > interval - 0.1, $"{t}"));
    }

    [Theory, Observes("TCP_QUICKACK")]
    [InlineData(true)]
    [InlineData(false)]
    public void AnAcknowledgementLeavesAtOnceOrLater(bool quick)
    {
        using Capture wire = _host.StartCapture(filter: "tcp");
        OnPair((client, server) =>
        {
            client.Set(TcpOption.QuickAcknowledge, quick);
            server.Send("a"u8);
            wire.Stop(atLeast: 5); // three of the handshake, the byte and its acknowledgement
        });
        double waited = (wire.Frames[4].TimeNanoseconds - wire.Frames[3].TimeNanoseconds) / 1e6;
        Assert.Equal(quick, waited < 30); // a delayed one waits for 40 ms
    }

    /// <summary>The listener's filter drops every SYN.</summary>
    [Fact, Observes("TCP_SYNCNT")]
    public void TheSynIsRepeatedAsOftenAsIsSaid()
    {
        if (File.Exists("/proc/sys/" + LinearTimeouts.Replace('.', '/')))
            _host.Sysctl(LinearTimeouts, "0"); // else more of them fit into the same time
        using Capture wire = _host.StartCapture(filter: "tcp[tcpflags] & tcp-syn != 0");
        _host.Run(() =>
        {
            using KernelSocket listener = Listening();
            listener.AttachFilter([BpfInstruction.DropAll]);
            using KernelSocket client = Kinds.Open("tcp");
            client.Set(TcpOption.SynCount, 1);
            Assert.Equal("ETIMEDOUT",
                Assert.Throws<SystemCallException>(() => client.Connect(listener.LocalEndPoint)).ErrorName);
        });
        Assert.Equal(2, wire.Stop(atLeast: 2).Count);
    }

    private static KernelSocket Listening()
    {
        KernelSocket listener = Kinds.Open("tcp");
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private void OnPair(Action<KernelSocket, KernelSocket> code) => _host.Run(() =>
    {
        using KernelSocket listener = Listening();
        using KernelSocket client = Kinds.Open("tcp");
        client.Connect(listener.LocalEndPoint);
        using KernelSocket server = listener.Accept();
        code(client, server);
    });
}
