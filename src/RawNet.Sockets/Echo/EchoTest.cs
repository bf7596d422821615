using System.Globalization;
using System.Net;

namespace RawNet.Sockets;

/// <summary>How an echo test ended.</summary>
public enum EchoVerdict
{
    /// <summary>Every byte came back, in upper case: from this server and no other.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>There is nobody to talk to here: no interface, no transport. No fault of the socket.</summary>
    Unavailable,
}

/// <summary>What an echo test found.</summary>
/// <param name="Verdict">How it ended.</param>
/// <param name="Text">Why, in one sentence; empty when it passed.</param>
/// <param name="ErrorName">The error of the kernel, when there was one.</param>
public sealed record EchoFinding(EchoVerdict Verdict, string Text = "", string ErrorName = "");

/// <summary>A server and a client in this process, over loopback or the first interface of the kind, in the network
/// namespace of the calling thread.</summary>
public static class EchoTest
{
    private const ushort CanHardware = 280; // ARPHRD_CAN
    private const int StreamLength = 1 << 18;
    private const int MessageLength = 1000;
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(10);
    private static int _count;

    /// <summary>Runs it, in a few milliseconds where it passes.</summary>
    public static EchoFinding Run(SocketKind kind)
    {
        if (AddressFor(kind) is not { } address)
            return new(EchoVerdict.Unavailable,
                "there is no CAN interface that is up: ip link add vcan0 type vcan && ip link set vcan0 up");
        try
        {
            return RunAsync(kind, address).GetAwaiter().GetResult();
        }
        catch (SystemCallException failure) when (kind.Family == SocketFamily.Vsock
            && failure.ErrorName is nameof(Linux.ErrorNumber.ENODEV) or nameof(Linux.ErrorNumber.EADDRNOTAVAIL))
        {
            return new(EchoVerdict.Unavailable, "no transport joins this machine to itself: modprobe vsock_loopback", failure.ErrorName);
        }
        catch (SystemCallException failure)
        {
            return new(EchoVerdict.Failed, failure.Message, failure.ErrorName);
        }
    }

    private static EndPoint? AddressFor(SocketKind kind) => kind.Family.Name switch
    {
        "inet" or "rds" => new IPEndPoint(IPAddress.Loopback, 0),
        "inet6" => new IPEndPoint(IPAddress.IPv6Loopback, 0),
        "unix" => kind.Family.Address.Parse(
            string.Create(CultureInfo.InvariantCulture, $"@rawnet-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"), kind),
        "packet" => kind.Family.Address.Parse("lo", kind),
        "can" => Link.All().FirstOrDefault(l => l.HardwareType == CanHardware && l.IsUp) is { } link
            ? kind.Family.Address.Parse(link.Name, kind)
            : null,
        "tipc" => new TipcEndPoint((uint)Environment.ProcessId + 0x1000, (uint)Interlocked.Increment(ref _count)),
        "vsock" => new VsockEndPoint(VsockEndPoint.LocalContext, uint.MaxValue),
        _ => throw new InvalidOperationException($"no address is known for a test of {kind}"),
    };

    // Nothing is awaited before both ends are open: sockets belong to the calling thread's namespace.
    private static async Task<EchoFinding> RunAsync(SocketKind kind, EndPoint address)
    {
        await using EchoServer server = EchoServer.Start(kind, address, new EchoSettings { Upper = true });
        EndPoint there = server.EndPoint;
        return kind.Echo == EchoKind.Stream ? AskStream(kind, there) : AskMessages(kind, there);
    }

    private static EchoFinding AskStream(SocketKind kind, EndPoint server)
    {
        using StreamEchoClient client = StreamEchoClient.Connect(kind, server);
        using MemoryStream answer = new();
        byte[] sent = Letters(StreamLength, 'a');
        client.Exchange(sent, answer, _wait);
        return answer.ToArray().AsSpan().SequenceEqual(Letters(StreamLength, 'A'))
            ? new(EchoVerdict.Passed)
            : new(EchoVerdict.Failed, $"of {StreamLength} bytes {answer.Length} came back, or others");
    }

    private static EchoFinding AskMessages(SocketKind kind, EndPoint server)
    {
        using EchoClient client = EchoClient.Open(kind, server);
        foreach (int length in (int[])[1, 5, kind.Family == SocketFamily.Can ? 8 : MessageLength])
        {
            if (!Comes(client, Letters(length, 'a'), Letters(length, 'A')))
                return new(EchoVerdict.Failed, $"a message of {length} bytes did not come back");
        }
        return new(EchoVerdict.Passed);
    }

    // The kernel answers ICMP too, in lower case.
    private static bool Comes(EchoClient client, byte[] sent, byte[] wanted)
    {
        bool isThere = client.TryCall(sent, _wait, out ReadOnlySpan<byte> answer);
        while (isThere && !answer.SequenceEqual(wanted))
            isThere = client.TryReceive(_wait, out answer);
        return isThere;
    }

    private static byte[] Letters(int length, char first)
    {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++)
            letters[i] = (byte)(first + (i % 26));
        return letters;
    }
}
