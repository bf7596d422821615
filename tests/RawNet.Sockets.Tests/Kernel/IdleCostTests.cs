using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Kernel;

/// <summary>Where the kernel tells no readiness, a call is tried again at growing pauses. What that costs is measured in a process
/// that does nothing else: these tests once more, alone.</summary>
public sealed class IdleCostTests
{
    private const string Alone = "RAWNET_IDLE_COST";
    private static readonly TimeSpan _most = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task FiveSecondsOfAwaitingWithoutReadinessCostLittle()
    {
        if (Environment.GetEnvironmentVariable(Alone) is null)
        {
            RunAlone();
        }
        else
        {
            await MeasureConnect();
            await MeasureDatagrams();
        }
    }

    private static void RunAlone()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "RawNet.Sockets.Tests");
        Assert.SkipUnless(Peer.Exists("env"), Peer.Missing("env"));
        PeerResult run = Peer.Run("env",
            [$"{Alone}=1", "DOTNET_TieredCompilation=0", program, "-class", typeof(IdleCostTests).FullName!]);
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", run.Text, StringComparison.Ordinal);
    }

    private static async Task MeasureConnect()
    {
        using KernelSocket listener = Unix(SocketType.Stream), first = Unix(SocketType.Stream), waiting = Unix(SocketType.Stream);
        listener.Bind(new UnixDomainSocketEndPoint("\0idle-listener"));
        listener.Listen(0);
        await first.ConnectAsync(listener.LocalEndPoint, CancellationToken.None);
        Task connecting = waiting.ConnectAsync(listener.LocalEndPoint, CancellationToken.None).AsTask();
        await CostsLittle(connecting);
        using KernelSocket accepted = await listener.AcceptAsync(CancellationToken.None);
        await connecting.WaitAsync(Patience.Seconds(10), CancellationToken.None);
    }

    private static async Task MeasureDatagrams()
    {
        using KernelSocket receiver = Unix(SocketType.Dgram), sender = Unix(SocketType.Dgram);
        receiver.Bind(new UnixDomainSocketEndPoint("\0idle-receiver"));
        SocketAddress there = receiver.LocalEndPoint.Serialize();
        Assert.Equal("EAGAIN", Fill(sender, there));
        Task sending = sender.SendToAsync("more"u8.ToArray(), there).AsTask();
        await CostsLittle(sending);
        receiver.Receive(new byte[9]);
        await sending.WaitAsync(Patience.Seconds(10), CancellationToken.None);
    }

    private static async Task CostsLittle(Task waiting)
    {
        await Task.Delay(TimeSpan.FromSeconds(0.5), CancellationToken.None); // what runs for the first time is compiled
        Assert.InRange(await LeastCost(), TimeSpan.Zero, _most);
        Assert.False(waiting.IsCompleted);
    }

    // What other programs add to it, by emptied caches and clock ticks of theirs, is not the wait's.
    private static async Task<TimeSpan> LeastCost()
    {
        TimeSpan least = TimeSpan.MaxValue;
        for (int i = 0; i < 4 && least > _most; i++)
        {
            TimeSpan cost = await CostOf(TimeSpan.FromSeconds(5));
            least = cost < least ? cost : least;
        }
        return least;
    }

    private static async Task<TimeSpan> CostOf(TimeSpan time)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        await Task.Delay(time, CancellationToken.None);
        self.Refresh();
        return self.TotalProcessorTime - before;
    }

    private static string Fill(KernelSocket sender, SocketAddress there)
    {
        while (true)
        {
            if (Record.Exception(() => sender.SendTo("full"u8, there, MessageFlags.DontWait)) is SystemCallException full)
                return full.ErrorName;
        }
    }

    private static KernelSocket Unix(SocketType type) => KernelSocket.Open(AddressFamily.Unix, type);
}
