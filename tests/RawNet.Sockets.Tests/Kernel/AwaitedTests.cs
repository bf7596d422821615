using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Kernel;

/// <summary>Calls that are awaited: what ends them, in which order they are served, and what they cost.</summary>
public sealed class AwaitedTests
{
    private static readonly IPEndPoint _loopback = new(IPAddress.Loopback, 0);
    private static readonly TimeSpan _soon = Patience.Seconds(10);
    private readonly byte[] _buffer = new byte[64];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsReceivedLaterComesToWhoWaitsInTheirOrder()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair(type: Constants.SOCK_DGRAM);
        using (one)
        using (other)
        {
            byte[][] buffers = [.. Enumerable.Range(0, 5).Select(_ => new byte[8])];
            Task<int>[] waiting = [.. buffers.Select(buffer => other.ReceiveAsync(buffer, stop: Token).AsTask())];
            Assert.DoesNotContain(waiting, task => task.IsCompleted);
            for (byte i = 1; i <= 5; i++)
                await one.SendAsync(new byte[] { i }, stop: Token);
            await Task.WhenAll(waiting).WaitAsync(_soon, Token);
            Assert.Equal([1, 2, 3, 4, 5], buffers.Select(buffer => (int)buffer[0]));
        }
    }

    [Theory]
    [InlineData("receive")]
    [InlineData("receive from")]
    [InlineData("receive message")]
    [InlineData("accept")]
    [InlineData("send")]
    [InlineData("send all")]
    [InlineData("send to a full receiver")]
    [InlineData("connect to a full backlog")]
    [InlineData("connect to who does not answer")]
    public async Task ItsTokenAndClosingEndAWait(string call)
    {
        foreach (bool byClosing in (bool[])[false, true])
        {
            List<KernelSocket> sockets = [];
            using CancellationTokenSource stop = new();
            (KernelSocket socket, Task waiting) = Waiting(call, sockets, stop.Token);
            Assert.False(waiting.IsCompleted);
            if (byClosing)
                socket.Dispose();
            else
                await stop.CancelAsync();
            Task ended = byClosing
                ? Assert.ThrowsAsync<ObjectDisposedException>(() => waiting)
                : Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            await ended.WaitAsync(_soon, Token);
            foreach (KernelSocket opened in sockets)
                opened.Dispose();
        }
    }

    [Fact]
    public async Task ATokenThatWasCancelledBeforeLetsNothingBeReceived()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair();
        using (one)
        using (other)
        {
            one.Send("a"u8);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await other.ReceiveAsync(_buffer, stop: new CancellationToken(canceled: true)));
            Assert.Equal(1, await other.ReceiveAsync(_buffer, stop: Token));
        }
    }

    /// <summary>A token that is cancelled as its call ends must not touch the socket's next one, which uses the same object.</summary>
    [Fact]
    public async Task CancellingLateHarmsNoLaterCall()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair(type: Constants.SOCK_DGRAM);
        using (one)
        using (other)
        {
            for (int i = 0; i < 2000; i++)
            {
                using CancellationTokenSource stop = new();
                Task<int> waiting = other.ReceiveAsync(_buffer, stop: stop.Token).AsTask();
                Task cancelling = Task.Run(stop.Cancel, Token);
                one.Send("x"u8);
                bool isReceived = await waiting.ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default);
                Task<int> next = other.ReceiveAsync(_buffer, stop: Token).AsTask();
                await cancelling;
                if (isReceived)
                    one.Send("y"u8);
                Assert.Equal(1, await next.WaitAsync(_soon, Token));
            }
        }
    }

    [Fact]
    public async Task ADuplicateGoesOnWaitingWhenTheSocketIsClosed()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair();
        using KernelSocket duplicate = other.Duplicate();
        Task<int> first = other.ReceiveAsync(_buffer, stop: Token).AsTask();
        Task<int> second = duplicate.ReceiveAsync(new byte[8], stop: Token).AsTask();
        other.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first);
        Assert.False(second.IsCompleted);
        using (one)
            one.Send("still"u8);
        Assert.Equal(5, await second.WaitAsync(_soon, Token));
    }

    [Fact]
    public async Task ConnectionsAreMadeAndTakenWhileTheDescriptorBlocks()
    {
        using var listener = KernelSocket.Open();
        listener.Bind(_loopback);
        listener.Listen();
        Task<KernelSocket> accepting = listener.AcceptAsync(Token).AsTask();
        using var client = KernelSocket.Open();
        await client.ConnectAsync(listener.LocalEndPoint, Token);
        using KernelSocket server = await accepting.WaitAsync(_soon, Token);
        Assert.Equal(client.LocalEndPoint, server.PeerEndPoint);
        Assert.Equal((0, 0), (DescriptorCalls.IsNonBlocking(listener.Handle), DescriptorCalls.IsNonBlocking(client.Handle)));
        using var refused = KernelSocket.Open();
        EndPoint address = listener.LocalEndPoint;
        listener.Dispose();
        SystemCallException failure =
            await Assert.ThrowsAsync<SystemCallException>(async () => await refused.ConnectAsync(address, Token));
        Assert.Equal("ECONNREFUSED", failure.ErrorName);
    }

    [Fact]
    public async Task AMessageThatDoesNotWaitSaysSo()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair();
        using (one)
        using (other)
        {
            SystemCallException failure = await Assert.ThrowsAsync<SystemCallException>(
                async () => await other.ReceiveAsync(_buffer, MessageFlags.DontWait, Token));
            Assert.Equal("EAGAIN", failure.ErrorName);
            other.Blocking = false;
            Assert.Equal("EAGAIN",
                (await Assert.ThrowsAsync<SystemCallException>(async () => await other.ReceiveAsync(_buffer, stop: Token))).ErrorName);
        }
    }

    /// <summary>Where the kernel tells no readiness, a wait neither spins nor holds a thread.</summary>
    [Theory]
    [InlineData("send to a full receiver")]
    [InlineData("connect to a full backlog")]
    public async Task WaitingWithoutReadinessCostsLittle(string call)
    {
        List<KernelSocket> sockets = [];
        using CancellationTokenSource stop = new();
        (_, Task waiting) = Waiting(call, sockets, stop.Token);
        long pauses = ThreadPool.CompletedWorkItemCount;
        await Task.Delay(TimeSpan.FromSeconds(1), Token);
        Assert.False(waiting.IsCompleted);
        Assert.InRange(ThreadPool.CompletedWorkItemCount - pauses, 1, 500); // some 25 of 50 ms, and what other tests do
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        foreach (KernelSocket opened in sockets)
            opened.Dispose();
    }

    private (KernelSocket Socket, Task Waiting) Waiting(string call, List<KernelSocket> sockets, CancellationToken stop)
    {
        (KernelSocket one, KernelSocket other) =
            KernelSocket.Pair(type: call.EndsWith("receiver", StringComparison.Ordinal) ? Constants.SOCK_DGRAM : Constants.SOCK_STREAM);
        sockets.AddRange([one, other]);
        byte[] much = new byte[1 << 24];
        switch (call)
        {
            case "receive":
                return (one, one.ReceiveAsync(_buffer, stop: stop).AsTask());
            case "receive from":
                return (one, one.ReceiveFromAsync(_buffer, KernelSocket.NewAddress(), stop: stop).AsTask());
            case "receive message":
                return (one, one.ReceiveMessageAsync(_buffer, _buffer, stop: stop).AsTask());
            case "send":
                return (one, TheFirstThatWaits(() => one.SendAsync(much, stop: stop).AsTask()));
            case "send all":
                return (one, one.SendAllAsync(much, stop: stop).AsTask());
            case "send to a full receiver":
                return ToAFullReceiver(sockets, stop);
            case "connect to who does not answer":
                return ToAFullBacklog(AddressFamily.InterNetwork, sockets, stop);
            case "connect to a full backlog":
                return ToAFullBacklog(AddressFamily.Unix, sockets, stop);
            default:
                var listener = KernelSocket.Open();
                sockets.Add(listener);
                listener.Bind(_loopback);
                listener.Listen();
                return (listener, listener.AcceptAsync(stop).AsTask());
        }
    }

    private static (KernelSocket Socket, Task Waiting) ToAFullReceiver(List<KernelSocket> sockets, CancellationToken stop)
    {
        var receiver = KernelSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        sockets.Add(receiver);
        var sender = KernelSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        sockets.Add(sender);
        receiver.Bind(Unnamed());
        SocketAddress address = receiver.LocalEndPoint.Serialize();
        return (sender, TheFirstThatWaits(() => sender.SendToAsync(new byte[1], address, stop: stop).AsTask()));
    }

    private static Task TheFirstThatWaits(Func<Task> call)
    {
        while (true)
        {
            Task started = call();
            if (!started.IsCompleted)
                return started;
        }
    }

    private static (KernelSocket Socket, Task Waiting) ToAFullBacklog(
        AddressFamily family, List<KernelSocket> sockets, CancellationToken stop)
    {
        bool isUnix = family == AddressFamily.Unix;
        var listener = KernelSocket.Open(family, SocketType.Stream);
        sockets.Add(listener);
        listener.Bind(isUnix ? Unnamed() : _loopback);
        listener.Listen(0);
        while (true)
        {
            var client = KernelSocket.Open(family, SocketType.Stream);
            sockets.Add(client);
            Task connecting = client.ConnectAsync(listener.LocalEndPoint, stop).AsTask();
            if (!connecting.Wait(200, CancellationToken.None))
                return (client, connecting);
        }
    }

    private static UnixDomainSocketEndPoint Unnamed() => new($"\0{Guid.NewGuid()}");
}
