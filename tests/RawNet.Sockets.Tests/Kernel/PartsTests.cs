using RawNet.Lab;

namespace RawNet.Sockets.Tests.Kernel;

/// <summary>What is sent in parts waits for the readiness of each: a pause for one of a thousand parts would add up to minutes.</summary>
public sealed class PartsTests : IDisposable
{
    private const int Much = 4 << 20, Room = 4096;
    private static readonly TimeSpan _enough = Patience.Seconds(15);
    private readonly KernelSocket _one, _other;

    public PartsTests()
    {
        (_one, _other) = KernelSocket.Pair();
        _one.Set(GeneralOption.SendBuffer, Room);
    }

    [Fact]
    public async Task SendAllWithATimeout()
    {
        _one.Timeout = _enough; // for all of it
        Task<long> received = Drained();
        await Task.Run(() => _one.SendAll(new byte[Much]), TestContext.Current.CancellationToken);
        _one.Shutdown(ShutdownHow.Send);
        Assert.Equal(Much, await received);
    }

    [Fact]
    public async Task SendAllAwaited()
    {
        using CancellationTokenSource stop = new(_enough);
        Task<long> received = Drained();
        await _one.SendAllAsync(new byte[Much], MessageFlags.None, stop.Token);
        _one.Shutdown(ShutdownHow.Send);
        Assert.Equal(Much, await received);
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    private Task<long> Drained() => Task.Run(
        () =>
        {
            byte[] buffer = new byte[Room];
            long all = 0;
            int count;
            while ((count = _other.Receive(buffer)) > 0)
                all += count;
            return all;
        },
        TestContext.Current.CancellationToken);
}
