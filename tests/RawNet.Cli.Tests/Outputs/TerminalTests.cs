using System.Text;
using System.Text.Json;
using RawNet.Cli.Tests.Names;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Outputs;

/// <summary>Foreign text on its way to a terminal: what servers answer, what files and interfaces are called, what files say.</summary>
public sealed class TerminalTests
{
    // at most 15 bytes in UTF-8, no blank, no slash, no colon: also an interface's name
    private const string Nasty = "e\u001b]2;x\u0007\u202e\u009b";
    private const string Shown = @"e\x1b]2;x\x07\u202e\u009b";

    public static TheoryData<string> VerbsOnAnInterface { get; } =
    [
        "capture -I NAME -c 1", "capture -I NAME -c 1 --json", "igmp join -I NAME 239.1.2.3",
        "igmp join -I NAME --json 239.1.2.3", "igmp monitor -I NAME --lines",
        "igmp monitor -I NAME --json", "igmp host -I NAME --address 198.18.77.9 --groups 239.1.2.3",
        "igmp querier -I NAME", "igmp querier -I NAME --json",
        "igmp send report -I NAME 239.1.2.3", "igmp send report -v -I NAME 239.1.2.3",
        "send -I NAME -v eth dst=02:00:00:00:00:02 / ip dst=198.18.0.2 / udp",
        "send -I NAME --json eth dst=02:00:00:00:00:02 / ip dst=198.18.0.2 / udp",
        "ping -v -I NAME -c 1 -W 0.1 198.18.77.2", "ping -c 1 -W 0.1 -I nosuch 198.18.77.2", "doctor",
        "echo serve --family packet NAME", "capture -I NAMEx", "igmp monitor -I NAME",
    ];

    [Theory]
    [MemberData(nameof(VerbsOnAnInterface))]
    public void AnInterfacesNameSteersNoTerminal(string line)
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using Host host = OneHost.Create();
        Peer.Run("ip", ["-n", host.Name, "link", "add", Nasty, "type", "veth", "peer", "name", "peer"]).Succeeded();
        Peer.Run("ip", ["-n", host.Name, "addr", "add", "198.18.77.1/24", "dev", Nasty]).Succeeded();
        Peer.Run("ip", ["-n", host.Name, "link", "set", Nasty, "up"]).Succeeded();
        Peer.Run("ip", ["-n", host.Name, "link", "set", "peer", "up"]).Succeeded();
        PeerResult result = Started.OnTerminal(host, "1",
            [.. line.Split(' ').Select(word => word.Replace("NAME", Nasty, StringComparison.Ordinal))]);
        bool drawsTable = line == "igmp monitor -I NAME"; // whose own sequences move the cursor
        Assert.DoesNotContain("\u001b]2;", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', result.Text);
        Assert.DoesNotContain('\u009b', result.Text);
        if (!drawsTable) Assert.DoesNotContain('\u001b', result.Text);
        if (line != "doctor") Assert.Contains(@"\u202e", result.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("dgram")]
    public void WhatAServerAnswersSteersNoTerminalAndReachesAPipeAsItIs(string type)
    {
        byte[] answer = [.. Encoding.UTF8.GetBytes("a\u001b[31mred\u0007\n\u202ez\t"), 0xff, 0xc3];
        using var file = new TemporaryFile(answer);
        using Host host = OneHost.Create();
        RunningPeer server = host.Start(Rawnet.Path, "echo", "serve", "--type", type, "127.0.0.1:7000");
        server.WaitFor("listening");
        string[] call = ["echo", "call", "-W", "20", "--type", type, "127.0.0.1:7000", $"@{file.Path}"];
        Assert.Equal(answer, host.Exec(Rawnet.Path, call).Succeeded().Bytes.ToArray());
        Assert.Equal("a\\x1b[31mred\\x07\n\\u202ez\t\\xff\\xc3", Started.TextOf(Started.OnTerminal(host, "20", call).Succeeded()));
    }

    [Theory]
    [InlineData("read FILE FILE", "frame")]
    [InlineData("read --detail FILE FILE", "frame")]
    [InlineData("read --blocks FILE FILE", "block")]
    [InlineData("verify FILE", "packets")]
    [InlineData("read FILE.not", "there is no file")]
    [InlineData("craft --write FILE/x ip / udp", "is no folder")]
    public void AFilesNameAndWhatItSaysSteerNoTerminal(string line, string about)
    {
        string name = $"/tmp/{Nasty}\n{Guid.NewGuid():n}.pcapng";
        Assert.NotEmpty(about);
        try
        {
            Rawnet.Run("craft", "--write", name, "ip", "/", "udp").Succeeded();
            string text = Started.TextOf(
                Started.OnTerminal(null, "20", [.. line.Split(' ').Select(word => word.Replace("FILE", name, StringComparison.Ordinal))]));
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202e', text);
            if (line != "verify FILE") Assert.Contains($"{Shown}\\x0a", text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Theory]
    [InlineData()]
    [InlineData("--detail")]
    [InlineData("--blocks")]
    public void ACommentSteersNoTerminal(params string[] form)
    {
        using var file = new TemporaryFile(Commented([.. Encoding.UTF8.GetBytes("x\u2066\u2028\u001b[1m\ufeffy\ufdd0"), 0xfe]));
        string text = Started.TextOf(Started.OnTerminal(null, "20", ["read", .. form, file.Path]).Succeeded());
        Assert.Contains(@"x\u2066\u2028\x1b[1m\ufeffy\ufdd0\xfe", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ACommentIsWholeInJson()
    {
        using var file = new TemporaryFile(Commented([.. Encoding.UTF8.GetBytes("x\u202e\u2028\u001by"), 0xfe]));
        foreach (string[] form in (string[][])[["--json"], ["--json", "--blocks"]])
        {
            string line = Rawnet.Run(["read", .. form, file.Path]).Succeeded().Lines
                .First(l => l.Contains(@"\u202E", StringComparison.Ordinal));
            using var json = JsonDocument.Parse(line);
            Assert.Contains("x\u202e\u2028\u001by\\xfe", StringsOf(json.RootElement).ToList());
            Assert.All(line, character => Assert.InRange(character, ' ', '~'));
        }
    }

    [Theory]
    [InlineData("craft", "--write", "-", "ip", "/", "udp")]
    [InlineData("capture", "-I", "lo", "--write", "-")]
    public void ACaptureFileIsNotWrittenToATerminal(params string[] words)
    {
        PeerResult result = Started.OnTerminal(null, "20", words);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("rawnet: standard output is a terminal, and a capture file would steer it; a file's name or a pipe is wanted\n",
            Started.TextOf(result));
    }

    // draft-ietf-opsawg-pcapng, 4.1 to 4.3: section, interface of Ethernet, one packet of 14 bytes with opt_comment.
    private static byte[] Commented(byte[] comment)
    {
        using var bytes = new MemoryStream();
        using var file = new BinaryWriter(bytes);
        Write(file, [0x0a0d0d0a, 28, 0x1a2b3c4d, 1, uint.MaxValue, uint.MaxValue, 28]);
        Write(file, [1, 20, 1, 0, 20]);
        int padded = (comment.Length + 3) & -4;
        uint length = (uint)(32 + 16 + 4 + padded + 4);
        Write(file, [6, length, 0, 0, 0, 14, 14]);
        file.Write(new byte[16]);
        Write(file, [1 | (uint)comment.Length << 16]);
        file.Write(comment);
        file.Write(new byte[padded - comment.Length]);
        Write(file, [0, length]);
        return bytes.ToArray();
    }

    private static void Write(BinaryWriter file, ReadOnlySpan<uint> words)
    {
        foreach (uint word in words) file.Write(word);
    }

    private static IEnumerable<string> StringsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => StringsOf(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(StringsOf),
        _ => [],
    };
}
