using System.Text.Json;
using RawNet.Lab;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Echo;

/// <summary>`rawnet echo call` to servers that others wrote.</summary>
public sealed class CallTests : EchoScene
{
    private static readonly string _servers = Script("servers.py");

    [Theory]
    [InlineData("stream", "inet", "127.0.0.1:4000")]
    [InlineData("stream", "inet6", "[::1]:4000")]
    [InlineData("stream", "unix", "@call-t")]
    [InlineData("dgram", "inet", "127.0.0.1:4000")]
    [InlineData("dgram", "unix", "@call-d")]
    [InlineData("seqpacket", "unix", "@call-s")]
    public void APythonServerAnswers(string type, string family, string address)
    {
        using RunningPeer server = Serve(type, family, address);
        Assert.Equal("Hello", Call(type, family, address, "Hello").Succeeded().Text);
        Assert.Equal("", Call(type, family, address, "").Succeeded().Text);
    }

    [Theory]
    [InlineData("stream", 1)]
    [InlineData("dgram", 3)]
    public void JsonTellsEachAnswerAndItsTime(string type, int count)
    {
        using RunningPeer server = Serve(type, "inet", "127.0.0.1:4000");
        PeerResult result = Call(type, "inet", "127.0.0.1:4000", "Hello",
            ["--json", .. count > 1 ? (string[])["-c", $"{count}"] : []]).Succeeded();
        JsonElement[] events = [.. result.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(("start", "rawnet.echo/1", "127.0.0.1:4000"),
            (Text(events[0], "event"), Text(events[0], "schema"), Text(events[0], "address")));
        Assert.Equal(Enumerable.Repeat("48656c6c6f", count), events[1..^1].Select(e => Text(e, "data")));
        Assert.All(events[1..^1], e => Assert.InRange(e.GetProperty("rtt_ns").GetInt64(), 1_000, 1_000_000_000));
        Assert.Equal(("summary", count, count, 5 * count),
            (Text(events[^1], "event"), Number(events[^1], "sent"), Number(events[^1], "received"), Number(events[^1], "bytes")));
    }

    [Fact]
    public void JsonTellsThatNoAnswerCame()
    {
        using RunningPeer silent = Host.Start("socat", "-d", "-d", "-u", "UDP-RECV:4000,bind=127.0.0.1", "/dev/null");
        silent.WaitFor("starting data transfer loop");
        PeerResult result = Call("dgram", "inet", "127.0.0.1:4000", "Hello", "--json", "-W", "0.2");
        JsonElement last = JsonDocument.Parse(result.Lines[^1]).RootElement;
        Assert.Equal((1, "summary", 1, 0), (result.ExitCode, Text(last, "event"), Number(last, "sent"), Number(last, "received")));
    }

    [Theory]
    [InlineData("stream", 0)]
    [InlineData("dgram", 1)]
    public void JsonEndsWithItsSummaryAlsoWhenNobodyListens(string type, int sent)
    {
        PeerResult result = Call(type, "inet", "127.0.0.1:4009", "Hello", "--json");
        JsonElement last = JsonDocument.Parse(result.Lines[^1]).RootElement;
        Assert.Equal((1, "summary", sent, 0), (result.ExitCode, Text(last, "event"), Number(last, "sent"), Number(last, "received")));
        Assert.Contains("ECONNREFUSED", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AMebibyteComesBackFromPythonAndSocat()
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 7))]);
        using RunningPeer python = Serve("stream", "inet", "127.0.0.1:4000");
        using RunningPeer socat = Host.Start("socat", "-d", "-d", "-t", "10", "TCP-LISTEN:4001,bind=127.0.0.1,fork", "EXEC:cat");
        socat.WaitFor("listening on");
        foreach (string port in (string[])["4000", "4001"])
            Assert.Equal(File.ReadAllBytes(file.Path),
                Call("stream", "inet", $"127.0.0.1:{port}", $"@{file.Path}", "-W", "10").Succeeded().Bytes.ToArray());
    }

    [Theory]
    [InlineData("dgram", "inet", "127.0.0.1:4000")]
    [InlineData("seqpacket", "unix", "@call-s")]
    public void TenThousandGoInLockStep(string type, string family, string address)
    {
        using RunningPeer server = Serve(type, family, address);
        Assert.Equal(string.Concat(Enumerable.Repeat("ab", 10_000)),
            Call(type, family, address, "ab", "-c", "10000", "-W", "5").Succeeded().Text);
    }

    [Theory]
    [InlineData("dgram", "inet", "127.0.0.1:4000", 65507)]
    [InlineData("dgram", "unix", "@call-d", 0)]
    [InlineData("seqpacket", "unix", "@call-s", 0)]
    public void TheLargestMessagePassesAndOneMoreIsRefusedInASentence(string type, string family, string address, int known)
    {
        using RunningPeer server = Serve(type, family, address);
        // unix(7): the send buffer less 32 bytes of bookkeeping.
        int largest = known > 0 ? known : int.Parse(File.ReadAllText("/proc/sys/net/core/wmem_default"), null) - 32;
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, new byte[largest]);
        Assert.Equal(largest, Call(type, family, address, $"@{file.Path}", "-W", "5").Succeeded().Bytes.Length);
        File.WriteAllBytes(file.Path, new byte[largest + 1]);
        PeerResult refused = Call(type, family, address, $"@{file.Path}");
        Assert.Equal(1, refused.ExitCode);
        Assert.Matches(
            $@"^rawnet: send {largest + 1} bytes over {family} {type} \S+: EMSGSIZE \(Message too long\): "
                + @"longer than one message of this kind of socket may be\n$",
            refused.Errors);
    }

    [Theory]
    [InlineData("no answer within 0.2 s", "dgram", "127.0.0.1:4000")]
    [InlineData("ECONNREFUSED", "dgram", "127.0.0.1:4009")]
    [InlineData("ECONNREFUSED", "stream", "127.0.0.1:4009")]
    [InlineData("0 of 2 bytes came back", "stream", "127.0.0.1:4000")]
    public void WithoutAnAnswerTheStatusIsOne(string sentence, string type, string address)
    {
        using RunningPeer silent = Host.Start("socat", "-d", "-d",
            "-u", type == "stream" ? "TCP-LISTEN:4000,bind=127.0.0.1" : "UDP-RECV:4000,bind=127.0.0.1", "/dev/null");
        silent.WaitFor(type == "stream" ? "listening on" : "starting data transfer");
        PeerResult result = Call(type, "inet", address, "hi", "-W", "0.2");
        Assert.Equal((1, ""), (result.ExitCode, result.Text));
        Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no family 'ipx'; there are inet, inet6", "--family", "ipx", "x", "y")]
    [InlineData("there is no type 'strem'; there are stream, dgram", "--type", "strem", "x", "y")]
    [InlineData("inet has no rdm sockets, in any kernel; it has stream, dgram, raw, seqpacket", "--type", "rdm", "x", "y")]
    [InlineData("there is no protocol 'dccp' for inet stream; there are tcp, mptcp, sctp", "--protocol", "dccp", "x", "y")]
    [InlineData("'localhost' is no address for inet stream: HOST:PORT", "localhost", "y")]
    [InlineData("there is no interface 'nope0'; there are lo", "--family", "packet", "--type", "raw", "nope0", "y")]
    [InlineData("there is no file 'nope'", "127.0.0.1:7", "@nope")]
    public void AWrongWordIsOneSentenceThatSaysWhatWouldBeRight(string right, params string[] arguments)
    {
        PeerResult result = Rawnet.Run(["echo", "call", .. arguments]);
        Assert.Equal((2, ""), (result.ExitCode, result.Text));
        Assert.Contains(right, Assert.Single(result.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void AKindThatThisKernelLacksIsStatusThree()
    {
        Assert.SkipWhen(SocketKindState.Of(SocketCatalogue.Find(SocketFamily.Tipc, System.Net.Sockets.SocketType.Rdm)!).Works,
            "this kernel has TIPC");
        PeerResult result = Rawnet.Run("echo", "call", "--family", "tipc", "--type", "rdm", "18888:17", "hi");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("EAFNOSUPPORT", result.Errors, StringComparison.Ordinal);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private RunningPeer Serve(string type, string family, string address)
    {
        RunningPeer server = Host.Start("python3", _servers, type, family, address);
        server.WaitFor("listening");
        return server;
    }

    private PeerResult Call(string type, string family, string address, string text, params string[] more) =>
        Host.Exec(Rawnet.Path, ["echo", "call", "--family", family, "--type", type, .. more, address, text]);
}
