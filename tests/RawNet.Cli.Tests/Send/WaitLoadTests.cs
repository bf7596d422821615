using System.Diagnostics;
using System.Text;
using System.Text.Json;
using RawNet.Cli.Tests.Ping;
using RawNet.Filters;
using RawNet.Lab;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Tests.Send;

/// <summary><c>send --wait</c> with 4,096 questions out while 100,000 other frames come in a second,
/// if this machine can send so many.</summary>
public sealed class WaitLoadTests(SendLab lab) : IClassFixture<SendLab>
{
    private const int Rate = 100_000;
    private const int Seconds = 3;
    private const int Tries = 4; // of a machine that may do something else meanwhile

    [Fact]
    public void TheAnswerIsFoundAndNoFrameIsLost()
    {
        // Nobody answers but the test itself.
        lab.B.Sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        long dropped = long.MaxValue;
        for (int i = 0; i < Tries && dropped > 0; i++) dropped = Dropped();
        Assert.Equal(0, dropped);
    }

    // Each frame of the load is one that the destination sends: none is missing without a word.
    private long Dropped()
    {
        string[] line = $"send --json -q --rate 0 --wait {Seconds + 3} ip dst={lab.B.Address} / icmp.echo ident=7 seq=0..4095".Split(' ');
        using RunningPeer run = lab.A.Start(Rawnet.Path, line);
        run.Wait(() => run.Output().Length > 0, "the start");
        Thread.Sleep(Patience.Seconds(0.5));
        long rate = lab.B.Run(Flood);
        run.WaitForEnd();
        TestContext.Current.TestOutputHelper!.WriteLine($"{rate} frames a second");
        JsonElement summary = JsonDocument.Parse(Encoding.UTF8.GetString(run.Output()).TrimEnd('\n').Split('\n')[^1]).RootElement;
        long dropped = summary.TryGetProperty("dropped", out JsonElement told) ? told.GetInt64() : 0;
        Assert.Equal((4096L, (long)Rate * Seconds),
            (summary.Number("sent"), summary.Number("answers") + summary.Number("others") + dropped));
        if (dropped == 0) Assert.Equal(1L, summary.Number("answers"));
        return dropped;
    }

    // Replies that answer nothing, among them one that does.
    private long Flood()
    {
        byte[][] frames = [.. Enumerable.Range(4096, 2000).Select(Reply)];
        using PacketSocket socket = PacketSocket.Open(Link.ByName("vb"), new PacketSocketSettings { Filter = [BpfInstruction.DropAll] });
        long start = Stopwatch.GetTimestamp();
        const long most = (long)Rate * Seconds;
        for (long sent = 0; sent < most; sent++)
        {
            while (Stopwatch.GetElapsedTime(start).TotalSeconds * Rate < sent) Thread.SpinWait(20);
            socket.Send(sent == most / 2 ? Reply(1234) : frames[sent % frames.Length]);
        }
        return (long)(most / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private byte[] Reply(int sequence) =>
        Packet.Parse($"eth dst=02:00:00:00:00:01 src=02:00:00:00:00:02 / ip src={lab.B.Address} dst={lab.A.Address} / icmp.echo-reply "
            + $"ident=7 seq={sequence}").ToBytes();
}
