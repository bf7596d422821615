using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>Names, with a name server of the lab that is silent, knows no name, or fails: what is said,
/// and that the deadline holds.</summary>
public class NameTests(PingLab lab) : IClassFixture<PingLab>
{
    private const byte ServerFailure = 2;
    private const byte NoSuchName = 3;

    [Theory]
    [InlineData()]
    [InlineData("--json")]
    [InlineData("-4")]
    public void TheDeadlineCoversASilentNameServer(params string[] options)
    {
        using var server = new NameServer(lab.Pair, answer: null);
        long start = Stopwatch.GetTimestamp();
        PeerResult result = lab.Pair.A.Ping(["slow.example", "-w", "2", .. options]);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 2, 2 + Patience.Seconds(1).TotalSeconds);
        Assert.Equal((2, "rawnet: 'slow.example' cannot be resolved: no name server answered within the 2 s of -w\n"),
            (result.ExitCode, result.Errors));
        if (options is ["--json"]) Assert.Equal(["start", "summary"], result.Events().Select(e => e.GetProperty("event").GetString()));
        else Assert.Empty(result.Text);
        Assert.True(server.Asked > 0);
    }

    [Fact]
    public void ASilentNameServerKeepsNobodyFromPingingAnAddress()
    {
        using var server = new NameServer(lab.Pair, answer: null);
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, lab.Pair.A.Ping(lab.Pair.B.Address.ToString(), "-c1").ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, Patience.Seconds(3).TotalSeconds);
        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData(NoSuchName, "there is no host 'nobody.example': the name has no address")]
    [InlineData(ServerFailure, "'nobody.example' cannot be resolved: no name server gave an answer")]
    public void WhyANameCannotBeResolvedIsSaid(byte answer, string sentence)
    {
        using var server = new NameServer(lab.Pair, answer);
        PeerResult result = lab.Pair.A.Ping("nobody.example", "-c1");
        Assert.Equal((2, "", $"rawnet: {sentence}\n"), (result.ExitCode, result.Text, result.Errors));
    }

    [Fact]
    public void WithoutAnyNameServerItIsSaidToo()
    {
        PeerResult result = lab.Alone.Ping("nobody.example", "-c1");
        Assert.Equal((2, "", "rawnet: 'nobody.example' cannot be resolved: no name server gave an answer\n"),
            (result.ExitCode, result.Text, result.Errors));
    }

    /// <summary>Host B as the name server of host A (ip-netns(8): /etc/netns/NAME/resolv.conf); null is silent, a number is sent back
    /// as the response code (RFC 1035, 4.1.1).</summary>
    private sealed class NameServer : IDisposable
    {
        private readonly string _folder;
        private readonly Socket _socket;
        private readonly Thread _thread;

        public NameServer(TwoHosts hosts, byte? answer)
        {
            _folder = Path.Combine("/etc/netns", hosts.A.Name);
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, "resolv.conf"), $"nameserver {hosts.B.Address}\n");
            _socket = hosts.B.Run(
                () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 100 });
            _socket.Bind(new IPEndPoint(IPAddress.Any, 53));
            _thread = new Thread(() => Serve(answer));
            _thread.Start();
        }

        public int Asked { get; private set; }

        public void Dispose()
        {
            IsOver = true;
            _thread.Join();
            _socket.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private bool IsOver { get; set; }

        private void Serve(byte? answer)
        {
            byte[] message = new byte[512];
            EndPoint asker = new IPEndPoint(IPAddress.Any, 0);
            while (!IsOver)
            {
                if (!_socket.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead)) continue;
                int length = _socket.ReceiveFrom(message, ref asker);
                Asked++;
                if (answer is not { } code) continue;
                (message[2], message[3]) = (0x81, (byte)(0x80 | code)); // a response, recursion desired and available
                _socket.SendTo(message.AsSpan(0, length), asker);
            }
        }
    }
}
