using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets.Tests.Families;

/// <summary>A client that sends without reading until nothing more is taken, and reads then, gets everything back.</summary>
public class EchoBackpressureTests
{
    private const int Milliseconds = 10_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task EveryRecordComesBackAlsoAnEmptyOne(int length)
    {
        UnixDomainSocketEndPoint address = new($"\0{Guid.NewGuid()}");
        await using EchoServer server = EchoServer.Start(SocketCatalogue.Find(SocketFamily.Unix, SocketType.Seqpacket)!, address);
        using Socket client = new(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        await client.ConnectAsync(address, TestContext.Current.CancellationToken);
        int sent = await Fill(client, new byte[length]);
        Assert.True(sent > 100, $"{sent} records fill a connection");
        client.ReceiveTimeout = Milliseconds;
        for (int i = 0; i < sent; i++) Assert.Equal(length, client.Receive(new byte[2000]));
        Assert.True(SpinWait.SpinUntil(() => server.Counts.Messages >= sent, Milliseconds), "it counts what it sent, after it");
        Assert.Equal(sent, server.Counts.Messages);
    }

    [Fact]
    public async Task EveryByteOfAStreamComesBack()
    {
        UnixDomainSocketEndPoint address = new($"\0{Guid.NewGuid()}");
        await using EchoServer server = EchoServer.Start(SocketCatalogue.Find(SocketFamily.Unix, SocketType.Stream)!, address);
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(address, TestContext.Current.CancellationToken);
        byte[] piece = [.. Enumerable.Range(0, 997).Select(i => (byte)i)];
        int sent = await Fill(client, piece);
        client.ReceiveTimeout = Milliseconds;
        byte[] answer = new byte[piece.Length];
        for (int i = 0; i < sent; i++)
        {
            for (int got = 0; got < answer.Length;) got += client.Receive(answer.AsSpan(got));
            Assert.Equal(piece, answer);
        }
    }

    /// <summary>Half-closed and reset while it waits in the backlog: accept(2) still gives it, and shutdown(2) says ENOTCONN.</summary>
    [Fact]
    public async Task AConnectionThatWasResetBeforeItIsTakenEndsNoServer()
    {
        SocketKind stream = SocketCatalogue.Find(SocketFamily.Inet, SocketType.Stream)!;
        await using EchoServer server = EchoServer.Start(stream,
            new IPEndPoint(IPAddress.Loopback, 0), new EchoSettings { MostClients = 1 });
        using (Socket first = await Connected(server.EndPoint))
        {
            await Asks(first);
            using Socket second = await Connected(server.EndPoint);
            second.Shutdown(SocketShutdown.Send);
            second.LingerState = new LingerOption(true, 0);
            second.Close();
        }
        using Socket third = await Connected(server.EndPoint);
        await Asks(third);
        Assert.False(server.Completion.IsCompleted);
    }

    private static async Task<Socket> Connected(EndPoint server)
    {
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(server, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task Asks(Socket client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Milliseconds);
        byte[] answer = new byte[2];
        await client.SendAsync("hi"u8.ToArray(), limit.Token);
        Assert.Equal(2, await client.ReceiveAsync(answer, limit.Token));
    }

    // Full is what has taken nothing for so long that the server has done what it can. Of a stream only whole pieces count.
    private static async Task<int> Fill(Socket client, byte[] record)
    {
        client.Blocking = false;
        int sent = 0;
        for (int refused = 0; refused < 20;)
        {
            if (Sends(client, record)) (sent, refused) = (sent + 1, 0);
            else
            {
                refused++;
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
        client.Blocking = true;
        return sent;
    }

    private static bool Sends(Socket client, byte[] record)
    {
        client.Send(record, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? true : error == SocketError.WouldBlock ? false : throw new SocketException((int)error);
    }
}
