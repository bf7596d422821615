using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>The documents' programs in C# (samples/documents) talk to their Python forms, and print what these print among
/// themselves.</summary>
public sealed partial class ProgramTests : IDisposable
{
    private static readonly string _compiled = Path.GetFullPath(Metadata("Documents"));
    private static readonly string _folder = Path.Combine(Metadata("Repository"), "samples", "documents");
    private readonly string _scratch = Directory.CreateTempSubdirectory("documents").FullName;

    public enum Pair
    {
        Upper,
        Localhost,
        Outline,
        Udp,
        Unix,
    }

    /// <summary>Each row: what the client is given, and what each end prints.</summary>
    [Theory]
    [InlineData(Pair.Upper, "Hello, World\n", ">>: HELLO, WORLD\n",
        "listening...\n127.0.0.1:9999 127.0.0.1:PORT 127.0.0.1:PORT\nHello, World\nlistening...\n")]
    [InlineData(Pair.Localhost, "", "recv: b'HELLO WORLD!'\n", "recv: b'hello world!'\n")]
    [InlineData(Pair.Outline, "one\ntwo\n", "one\ntwo\n", "one\ntwo\n")]
    [InlineData(Pair.Udp, "", "127.0.0.1 8888 HELLO\n", "from 127.0.0.1 hello\n")]
    [InlineData(Pair.Unix, "", "recv: b'HELLO UNIX'\n", "recv: b'hello unix'\n")]
    public void EachTalksToItsPythonForm(Pair pair, string input, string atClient, string atServer)
    {
        Lend.Able();
        Assert.SkipWhen(Requirements.Programs("python3", "ss") is not null, Requirements.Programs("python3", "ss") ?? "");
        (string, string) judge = Run(pair, isServerOurs: false, isClientOurs: false, input, atServer.Length);
        Assert.Equal((atClient, atServer), judge);
        Assert.Equal(judge, Run(pair, isServerOurs: true, isClientOurs: false, input, atServer.Length));
        Assert.Equal(judge, Run(pair, isServerOurs: false, isClientOurs: true, input, atServer.Length));
        Assert.Equal(judge, Run(pair, isServerOurs: true, isClientOurs: true, input, atServer.Length));
    }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    /// <summary>What client and server print, in a host where the ports are free.</summary>
    private (string Client, string Server) Run(Pair pair, bool isServerOurs, bool isClientOurs, string input, int atServer)
    {
        using Host host = OneHost.Create();
        string[] server = Command(pair, "server", isServerOurs);
        using RunningPeer running = host.Start(server[0], server[1..]);
        running.Wait(() => host.Exec("ss", "-Hlntux").Text.Contains(SignOf(pair), StringComparison.Ordinal), "its listening");
        string[] client = [.. (string[])["netns", "exec", host.Name], .. Command(pair, "client", isClientOurs)];
        string said = Peer.Run("ip", client, Encoding.UTF8.GetBytes(input)).Succeeded().Text;
        running.Wait(() => Plain(running.Output()).Length >= atServer, "what it prints");
        if (pair is Pair.Localhost or Pair.Unix)
            Assert.Equal(0, running.WaitForEnd());
        return (said, Plain(running.Output()));
    }

    private string[] Command(Pair pair, string role, bool isOurs)
    {
        string name = pair.ToString();
        string[] path = pair == Pair.Unix ? [Path.Combine(_scratch, "socket")] : [];
        string python = (pair == Pair.Upper ? "upper_case" : Lower(name)) + $"_{role}.py";
        return isOurs
            ? [_compiled, $"{Lower(name)}-{role}", .. path]
            : ["python3", "-u", Path.Combine(_folder, python), .. path];
    }

    private string SignOf(Pair pair) => pair switch
    {
        Pair.Upper => ":9999 ",
        Pair.Localhost => ":6565 ",
        Pair.Outline => ":6000 ",
        Pair.Udp => ":8888 ",
        _ => _scratch,
    };

    /// <summary>Python shows a socket and its addresses in its own form; the client's port is the kernel's choice.</summary>
    private static string Plain(byte[] output)
    {
        string text = PythonsAddress().Replace(Encoding.UTF8.GetString(output), "$1:$2");
        return ChosenPort().Replace(PythonsSocket().Replace(text, "$1 $2"), "127.0.0.1:PORT");
    }

    private static string Lower(string name) => string.Concat(name.Select(char.ToLowerInvariant));

    private static string Metadata(string key) =>
        typeof(ProgramTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    [GeneratedRegex(@"\('([\d.]+)', (\d+)\)")]
    private static partial Regex PythonsAddress();

    [GeneratedRegex(@"<socket\.socket .*laddr=(\S+), raddr=(\S+)>")]
    private static partial Regex PythonsSocket();

    [GeneratedRegex(@"127\.0\.0\.1:\d{5}")]
    private static partial Regex ChosenPort();
}
