using System.Security.Cryptography;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>The loop of send that a document calls the same as sendall.</summary>
public class SendingLoopTests
{
    private const int Much = 4 << 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ALoopOfSendCarriesWhatSendAllCarries(bool atOnce)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(Much);
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair();
        using (one)
        using (other)
        {
            int calls = 0;
            Task sending = Task.Run(() => calls = Send(one, bytes, atOnce), TestContext.Current.CancellationToken);
            using MemoryStream received = new();
            await using Stream stream = other.AsStream();
            await stream.CopyToAsync(received, TestContext.Current.CancellationToken);
            await sending;
            Assert.Equal(SHA256.HashData(bytes), SHA256.HashData(received.ToArray()));
            Assert.True(atOnce ? calls == 1 : calls > 1, $"{calls} calls"); // more than one call's buffers hold
        }
    }

    private static int Send(KernelSocket socket, ReadOnlySpan<byte> rest, bool atOnce)
    {
        int calls = 1;
        socket.Timeout = TimeSpan.FromSeconds(30); // so that send does not wait until all bytes have room
        if (atOnce)
            socket.SendAll(rest);
        else
            for (calls = 0; rest.Length > 0; calls++)
                rest = rest[socket.Send(rest)..];
        socket.Shutdown(ShutdownHow.Send);
        return calls;
    }
}
