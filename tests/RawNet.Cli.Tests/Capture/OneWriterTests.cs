using System.Diagnostics;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Capturing;

/// <summary>Two runs that write one file would leave it unreadable: the second is refused, as long as the first lives.</summary>
public sealed class OneWriterTests(SendLab lab) : IClassFixture<SendLab>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawnet-writer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("capture -I vb -w 1 --write {0}")]
    [InlineData("ping -c 1 --write {0} {a}")]
    [InlineData("igmp join -I vb -w 0.2 239.1.1.1 --write {0}")]
    [InlineData("igmp send query -I vb --write {0}")]
    [InlineData("craft --write {0} eth / arp")]
    public void TheSecondIsRefusedAndTheFileOfTheFirstIsWhole(string second)
    {
        string file = FileNamed("x.pcapng");
        using RunningPeer first = Started(file);
        PeerResult refused = lab.B.RawnetLine(Filled(second, file));
        Assert.Equal((2, $"rawnet: another run is writing '{file}'; another name is wanted\n"), (refused.ExitCode, refused.Errors));
        lab.A.Exec("ping", "-n", "-q", "-c", "2", "-i", "0.2", lab.B.Address.ToString()).Succeeded();
        Thread.Sleep(300);
        Assert.Equal(0, first.Interrupt());
        Assert.Contains("Number of packets:   4", Peer.Run("capinfos", ["-c", file]).Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherNameOfTheFileIsNoWayAroundIt()
    {
        using RunningPeer first = Started(FileNamed("x.pcapng"));
        File.CreateSymbolicLink(FileNamed("link.pcapng"), FileNamed("x.pcapng"));
        Assert.Equal(2, lab.B.RawnetLine($"capture -I vb -w 0 --write {FileNamed("link.pcapng")}").ExitCode);
    }

    [Fact]
    public void TheClaimGoesWithItsHolder()
    {
        string file = FileNamed("x.pcapng");
        using (RunningPeer first = Started(file))
        {
            using var process = Process.GetProcessById(first.Id);
            process.Kill();
            process.WaitForExit();
        }
        lab.B.RawnetLine($"capture -I vb -w 0 --write {file}").Succeeded();
        Peer.Run("capinfos", ["-c", file]).Succeeded();
    }

    [Fact]
    public void WhatIsWrittenCanBeRead()
    {
        string file = FileNamed("x.pcapng");
        using RunningPeer first = Started(file);
        lab.A.Exec("ping", "-n", "-q", "-c", "1", lab.B.Address.ToString()).Succeeded();
        first.Wait(() => Rawnet.Run("read", file).Succeeded().Lines.Count == 2, "two packets");
    }

    [Fact]
    public void DevicesAndPipesMayHaveManyWriters()
    {
        string fifo = FileNamed("fifo");
        Peer.Run("mkfifo", [fifo]).Succeeded();
        using var reader = new FileStream(fifo, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        foreach (string file in (string[])["/dev/null", fifo])
        {
            using RunningPeer first = Started(file);
            lab.B.RawnetLine($"capture -I vb -w 0 --write {file}").Succeeded();
            Assert.Equal(0, first.Interrupt());
        }
    }

    private RunningPeer Started(string file)
    {
        RunningPeer run = lab.B.Start(Rawnet.Path, "capture", "-I", "vb", "--filter", "icmp", "--write", file);
        run.WaitFor("Ctrl-C ends");
        return run;
    }

    private string FileNamed(string name) => Path.Combine(_folder.FullName, name);

    private string Filled(string words, string file) =>
        words.Replace("{0}", file, StringComparison.Ordinal).Replace("{a}", lab.A.Address.ToString(), StringComparison.Ordinal);
}
