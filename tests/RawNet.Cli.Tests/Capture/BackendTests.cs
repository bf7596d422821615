using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Capturing;

/// <summary>The whole capture through SharpPcap, and libpcap's language over files, natively and managed.</summary>
public sealed class BackendTests(SendLab lab) : IClassFixture<SendLab>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rawnet-backend-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("all.pcapng", false)]
    [InlineData("all.pcap", false)]
    [InlineData("all.pcapng", true)]
    public void ABurstIsTheSameByteForByteAsBesideItInTcpdump(string name, bool managed)
    {
        string[] tcpdump =
        [
            "-i", "vb", "-n", "--immediate-mode", "-s", "2048", "-B", "16384", "-Z", "root", "-w", FileNamed("witness.pcap"), "icmp"
        ];
        using RunningPeer witness = lab.B.Start("tcpdump", tcpdump);
        witness.WaitFor("listening on");
        string[] capturing = ["capture", "-I", "vb", "--backend", "pcap", "--filter", "icmp", "--write", FileNamed(name)];
        using RunningPeer capture = lab.B.Start(managed ? Rawnet.Managed : Rawnet.Path, capturing);
        capture.WaitFor("capturing on");
        lab.A.Exec("ping", "-n", "-q", "-f", "-c", "500", "-s", "100", lab.B.Address.ToString()).Succeeded();
        Thread.Sleep(200);
        Assert.Equal(0, capture.Interrupt());
        witness.Interrupt();
        string expected = FramesOf("witness.pcap");
        Assert.Equal(1000, expected.Split('\n').Count(line => line.Contains("ICMP echo", StringComparison.Ordinal)));
        Assert.Equal(expected, FramesOf(name));
        Assert.Contains("1000 packets captured", capture.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("verify")]
    public void TheNativeFileAndTheManagedOneKeepTheSameOfEveryCapture(string verb)
    {
        Assert.SkipWhen(Rawnet.Native is null, "RAWNET_COMMAND names no native file");
        foreach (string file in Rawnet.Captures())
        {
            string[] words = [verb, file, "--bpf", "icmp or igmp or (vlan and ip) or icmp6", "--json"];
            PeerResult native = Peer.Run(Rawnet.Native!, words), managed = Peer.Run(Rawnet.Managed, words);
            Assert.Equal((native.ExitCode, native.Text, native.Errors), (managed.ExitCode, managed.Text, managed.Errors));
        }
    }

    private string FileNamed(string name) => Path.Combine(_folder, name);

    private string FramesOf(string name) => Peer.Run("tcpdump", ["-r", FileNamed(name), "-t", "-n", "-e", "-xx"]).Succeeded().Text;
}
