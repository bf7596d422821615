using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets.Tests.Kernel;

/// <summary>No call of a message allocates, awaited or not, with the sender's address or not, waiting or not.</summary>
[Collection(MemoryCollection.Name)]
public sealed class CallAllocationTests : IDisposable
{
    private const int Rounds = 2000;
    private static readonly IPEndPoint _loopback = new(IPAddress.Loopback, 0);
    private readonly KernelSocket _one = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram);
    private readonly KernelSocket _other = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram);
    private readonly SocketAddress _to, _from = KernelSocket.NewAddress();
    private readonly byte[] _message = new byte[64], _buffer = new byte[64], _control = new byte[128], _noControl = [];

    public CallAllocationTests()
    {
        _one.Bind(_loopback);
        _other.Bind(_loopback);
        _one.Connect(_other.LocalEndPoint);
        _other.Set(IpOption.ReceiveTimeToLive, true);
        _to = _other.LocalEndPoint.Serialize();
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void CallsThatBlock()
    {
        int? hops = null;
        Nothing(() =>
        {
            _one.Send(_message);
            _other.Receive(_buffer);
            _one.SendAll(_message);
            _other.ReceiveFrom(_buffer, _from);
            _one.SendTo(_message, _to);
            _other.ReceiveFrom(_buffer, _from);
            _one.SendMessage(_message, _noControl, _to);
            foreach (ControlMessage told in new ControlMessages(Told(_other.ReceiveMessage(_buffer, _control, _from))))
                hops = told.HopLimit;
        });
        Assert.Equal(64, hops);
    }

    [Fact]
    public void CallsThatWaitForATimeout()
    {
        _other.Timeout = TimeSpan.FromSeconds(10);
        bool isOver = false;
        Thread sending = new(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                Thread.Sleep(1);
                _one.Send(_message);
            }
        });
        sending.Start();
        Nothing(() =>
        {
            _other.Receive(_buffer);
            _other.ReceiveFrom(_buffer, _from);
            _other.ReceiveMessage(_buffer, _control, _from);
        }, rounds: 100);
        Volatile.Write(ref isOver, true);
        sending.Join();
    }

    [Fact]
    public async Task CallsThatAreAwaited()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        long allocated = await Allocated(async () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                await _one.SendAsync(_message, stop: stop);
                await _other.ReceiveAsync(_buffer, stop: stop);
                await _one.SendAllAsync(_message, stop: stop);
                await _other.ReceiveFromAsync(_buffer, _from, stop: stop);
                await _one.SendToAsync(_message, _to, stop: stop);
                await _other.ReceiveFromAsync(_buffer, _from, stop: stop);
                await _one.SendMessageAsync(_message, _noControl, _to, stop: stop);
                await _other.ReceiveMessageAsync(_buffer, _control, _from, stop: stop);
            }
        });
        Assert.InRange(allocated, 0, Rounds); // the test's own few: less than a byte a round
    }

    [Fact]
    public async Task CallsThatAreAwaitedAndWait()
    {
        using CancellationTokenSource stop = new();
        long allocated = await Allocated(async () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ValueTask<int> first = _other.ReceiveAsync(_buffer, stop: stop.Token);
                _one.Send(_message);
                await first;
                ValueTask<int> second = _other.ReceiveFromAsync(_buffer, _from, stop: stop.Token);
                _one.Send(_message);
                await second;
                ValueTask<MessageResult> third = _other.ReceiveMessageAsync(_buffer, _control, _from, stop: stop.Token);
                _one.Send(_message);
                await third;
            }
        });
        Assert.InRange(allocated, 0, Rounds);
    }

    private ReadOnlySpan<byte> Told(MessageResult result) => _control.AsSpan(0, result.ControlLength);

    private static void Nothing(Action calls, int rounds = Rounds)
    {
        long before = 0;
        for (int i = 0; i < rounds; i++)
        {
            if (i == rounds / 2) // all is compiled by then
                before = GC.GetAllocatedBytesForCurrentThread();
            calls();
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Of the whole process: a continuation runs on any thread. Once for what is made once.
    private static async Task<long> Allocated(Func<Task> calls)
    {
        await calls();
        long least = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await calls();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return least;
    }
}
