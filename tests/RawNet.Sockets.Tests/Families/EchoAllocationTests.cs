using System.Net;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Families;

/// <summary>An echo costs no garbage, at either end.</summary>
public class EchoAllocationTests
{
    private const int Rounds = 1000;
    private const int Settling = 5000; // until the runtime has compiled the code for good
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("inet dgram 17", false)]
    [InlineData("inet6 dgram 17", false)]
    [InlineData("unix dgram 0", false)]
    [InlineData("inet raw 253", false)]
    [InlineData("inet raw 253", true)]
    [InlineData("inet6 raw 253", true)]
    [InlineData("inet raw 1", false)]
    [InlineData("packet raw 0", false)]
    public void ARoundAllocatesNothing(string name, bool header)
    {
        using Host host = Lend.Loopback();
        (long server, long client) = host.Run(() => Allocated(Expectations.Find(name), new EchoSettings { HeaderIncluded = header }));
        Assert.Equal((0, 0), (server, client));
    }

    // Both ends on this thread, so that the thread's own counter tells of each.
    private static (long Server, long Client) Allocated(SocketKind kind, EchoSettings settings)
    {
        EndPoint address = kind.Family.Name switch
        {
            "inet" => new IPEndPoint(IPAddress.Loopback, 0),
            "inet6" => new IPEndPoint(IPAddress.IPv6Loopback, 0),
            "unix" => kind.Family.Address.Parse("@allocation", kind),
            _ => kind.Family.Address.Parse("lo", kind),
        };
        using EchoSocket serving = EchoSockets.Serve(kind, address, settings);
        address = serving.LocalEndPoint;
        EchoCounts counts = new();
        MessageEcho server = new(serving, address, settings, counts);
        using EchoClient client = EchoClient.Open(kind, address, settings);
        byte[] message = new byte[64];
        long atServer = 0, atClient = 0;
        for (int i = 0; i < Rounds + Settling; i++)
        {
            if (i == Settling)
                (atServer, atClient) = (0, 0);
            long start = GC.GetAllocatedBytesForCurrentThread();
            client.TrySend(message, _wait);
            long sent = GC.GetAllocatedBytesForCurrentThread();
            while (counts.Messages == i)
                server.TakeTurn();
            long answered = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(client.TryReceive(_wait, out ReadOnlySpan<byte> answer) && answer.Length == 64);
            atServer += answered - sent;
            atClient += GC.GetAllocatedBytesForCurrentThread() - answered + sent - start;
        }
        server.Close();
        return (atServer, atClient);
    }
}
