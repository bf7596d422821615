using System.Text;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Names;

/// <summary>Files whose names are no UTF-8: Python's os.listdir of bytes and stat say which were written.</summary>
public sealed class FileNameTests : IDisposable
{
    private readonly BytesFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheFileThatIsNamedIsWrittenAndReadAgain()
    {
        Started.Run("craft", "--write", $"{_folder.Path}/%ff%fe.pcap", "ip", "/", "udp").Succeeded();
        // pcap's header has 24 bytes and a record's 16; IP 20, UDP 8.
        Assert.Equal([@"b'\xff\xfe.pcap' - 68"], _folder.Files);
        PeerResult read = Started.Run("read", $"{_folder.Path}/%ff%fe.pcap", $"{_folder.Path}/%ff%fe.pcap").Succeeded();
        Assert.Equal(2, read.Lines.Count);
        Assert.All(read.Lines, line => Assert.StartsWith($@"{_folder.Path}/\xff\xfe.pcap ", line, StringComparison.Ordinal));
        foreach (string form in (string[])["--json", "--blocks"])
            Assert.Contains(@"\xff\xfe.pcap",
                Started.Run("read", form, $"{_folder.Path}/%ff%fe.pcap", $"{_folder.Path}/%ff%fe.pcap").Text
                    .Replace(@"\\", @"\", StringComparison.Ordinal),
                StringComparison.Ordinal);
        Assert.Contains("1 packet, 0 findings",
            Started.Run("verify", $"{_folder.Path}/%ff%fe.pcap").Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void InJsonTheNameIsTextWithTheByteShown()
    {
        Started.Run("craft", "--write", $"{_folder.Path}/%c3%28é.pcap", "ip", "/", "udp").Succeeded();
        string line = Started.Run("read", "--json", $"{_folder.Path}/%c3%28é.pcap", $"{_folder.Path}/%c3%28é.pcap").Succeeded().Lines[1];
        using var json = JsonDocument.Parse(line);
        Assert.Equal($@"{_folder.Path}/\xc3(é.pcap", json.RootElement.GetProperty("file").GetString());
    }

    [Fact]
    public void TsharkReadsTheSameFile()
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        Started.Run("craft", "--write", $"{_folder.Path}/%80.pcap", "ip", "dst=198.18.0.1", "/", "udp", "dstport=7").Succeeded();
        PeerResult result = Started.Run("verify", "--against", "tshark", $"{_folder.Path}/%80.pcap").Succeeded();
        Assert.Contains("1 packet, 0 findings", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordingVerbsWriteTheFileThatIsNamed()
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using var hosts = new TwoHosts();
        Started.RunOn(hosts.A, "20", "ping", "-c", "1", "--write", $"{_folder.Path}/p%ff", $"{hosts.B.Address}").Succeeded();
        Started.RunOn(hosts.A, "1", "capture", "--write", $"{_folder.Path}/c%ff").Succeeded();
        Started.RunOn(hosts.A, "1", "igmp", "join", "-I", "va", "--write", $"{_folder.Path}/j%ff", "239.1.1.1").Succeeded();
        Started.RunOn(hosts.A, "20", "igmp", "send", "report", "-I", "va", "--write", $"{_folder.Path}/r%ff", "239.1.1.1").Succeeded();
        Assert.Equal([@"b'c\xff' -", @"b'j\xff' -", @"b'p\xff' -", @"b'r\xff' -"],
            _folder.Files.Select(file => file[..file.LastIndexOf(' ')]));
    }

    [Theory]
    [InlineData("craft --hex ip / udp / data @FILE")]
    [InlineData("craft --hex ip / udp / data text:%ff%c3a")]
    public void AnExpressionTakesTheBytes(string line)
    {
        _folder.Add("%fe", [0xff, 0xc3, 0x61]);
        string[] words = [.. line.Split(' ').Select(word => word.Replace("FILE", $"{_folder.Path}/%fe", StringComparison.Ordinal))];
        Assert.EndsWith("ffc361\n", Started.Run(words).Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ALineOfStandardInputTakesTheBytesToo()
    {
        _folder.Add("%fe", [0xff, 0xc3, 0x61]);
        byte[] input = [.. Encoding.UTF8.GetBytes($"ip / udp / data @{_folder.Path}/"), 0xfe, (byte)'\n'];
        Assert.EndsWith("ffc361\n", Rawnet.RunWith(input, "craft", "--hex").Succeeded().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read NAME", @"there is no file 'FOLDER/\xff'")]
    [InlineData("verify NAME", @"there is no file 'FOLDER/\xff'")]
    [InlineData("craft --write NAME/x ip / udp", @"there is no folder 'FOLDER/\xff' to write 'x' into")]
    [InlineData("craft ip / udp / data @NAME", @"there is no file 'FOLDER/\xff'")]
    [InlineData("echo call 127.0.0.1:7 @NAME", @"there is no file 'FOLDER/\xff'")]
    [InlineData("capture -I e%ff", @"there is no interface 'e\xff'; ")]
    [InlineData("ping -c 1 h%ff", @"there is no host 'h\xff': ")]
    [InlineData("options get IP_TTL --netns n%ff", @"there is no network namespace 'n\xff'; ")]
    [InlineData("verify --against tshark --tshark NAME FOLDER/x",
        @"'FOLDER/\xff' holds bytes that are no UTF-8 and cannot be started by it: ")]
    [InlineData("igmp monitor -I lo --on-join NAME", @"'FOLDER/\xff' holds bytes that are no UTF-8, which no program is given: ")]
    [InlineData("%ffcraft", @"there is no verb '\xffcraft'; ")]
    public void WhatIsWrongIsSaidWithTheByteShown(string line, string sentence)
    {
        _folder.Add("x", Convert.FromHexString("d4c3b2a1020004000000000000000000000004000100000000"[..48]));
        string[] words = [.. line.Split(' ').Select(word => word.Replace("NAME", "FOLDER/%ff", StringComparison.Ordinal)
            .Replace("FOLDER", _folder.Path, StringComparison.Ordinal))];
        PeerResult result = Started.Run(words);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"rawnet: {sentence.Replace("FOLDER", _folder.Path, StringComparison.Ordinal)}",
            result.Text, StringComparison.Ordinal);
        Assert.Single(result.Lines);
    }

    [Fact]
    public void WhereTheKernelDoesNotTellTheBytesTheArgumentIsRefused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to hide a file of /proc");
        _folder.Add("%ff", []);
        string[] hidden =
        [
            "-m", "bash", "-c", $"mount --bind /dev/null /proc/$$/cmdline && exec {Rawnet.Path} read {_folder.Path}/$'\\xff'"
        ];
        PeerResult result = Peer.Run("unshare", hidden);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("rawnet: argument 2 holds bytes that are no UTF-8, or the sign U+FFFD that stands for them, and /proc/self/cmdline, "
            + "which would tell which, cannot be read: mount /proc, or use another name\n", result.Errors);
    }

    [Fact]
    public void TheSignForLostBytesIsItselfAName()
    {
        Rawnet.Run("craft", "--write", $"{_folder.Path}/\ufffd.pcap", "ip", "/", "udp").Succeeded();
        Assert.Equal([@"b'\xef\xbf\xbd.pcap' - 68"], _folder.Files);
    }
}
