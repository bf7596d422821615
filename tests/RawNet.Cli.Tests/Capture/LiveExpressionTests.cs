using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Capturing;

/// <summary>tcpdump expressions on a live interface, tags included: what either backend captures is what tcpdump beside it keeps.</summary>
public sealed class LiveExpressionTests(SendLab lab) : IClassFixture<SendLab>, IDisposable
{
    // libpcap judges the first block of its ring by its own interpreter, which knows no direction: this frame, one each way, fills it.
    private const string WarmUp = "0x88b5";

    private readonly string _folder = Directory.CreateTempSubdirectory("rawnet-bpf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string, int> Expressions()
    {
        (string, int)[] expressions =
        [
            ("vlan", 2), ("vlan 5 and icmp", 1), ("vlan and udp", 1), ("vlan 6", 0), ("not vlan and not ip6", 5), ("icmp", 4), ("arp", 1),
            ("udp port 9", 1), ("inbound and not ip6", 5), ("outbound and not ip6", 2), ("ether dst 02:00:00:00:00:02 and not ip6", 5),
            ("ip[8] == 77", 1), ("icmp or (vlan 5 and icmp)", 4),
        ];
        TheoryData<string, string, int> all = [];
        foreach ((string expression, int frames) in expressions)
            foreach (string backend in (string[])["packet", "pcap"]) all.Add(backend, expression, frames);
        return all;
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void TheFramesAreThoseThatTcpdumpKeeps(string backend, string expression, int frames)
    {
        string[] tcpdump = ["-i", "vb", "-n", "--immediate-mode", "-U", "-Z", "root", "-w", FileNamed("theirs.pcap"), expression];
        using RunningPeer witness = lab.B.Start("tcpdump", tcpdump);
        witness.WaitFor("listening on");
        string[] rawnet = ["capture", "-I", "vb", "--backend", backend, "--bpf", expression, "--write", FileNamed("ours.pcap")];
        using RunningPeer capture = lab.B.Start(Rawnet.Path, rawnet);
        capture.WaitFor("capturing on");
        lab.B.Sysctl("net.ipv4.icmp_ratelimit", "0");
        foreach ((Host from, string link) in ((Host, string)[])[(lab.A, "va"), (lab.B, "vb")]) Send(from, link, $"eth type={WarmUp}");
        SendOneOfEach();
        Thread.Sleep(200);
        Assert.Equal(0, capture.Interrupt());
        witness.Interrupt();
        string theirs = FramesOf("theirs.pcap");
        Assert.Equal(theirs, FramesOf("ours.pcap"));
        Assert.Equal(frames, theirs.Split('\n').Count(line => line.Length > 0 && line[0] != '\t'));
    }

    [Theory]
    [InlineData("packet")]
    [InlineData("pcap")]
    public void AWrongExpressionIsLibpcapsSentence(string backend)
    {
        PeerResult theirs = lab.B.Exec("tcpdump", "-i", "vb", "icmp and");
        PeerResult ours = lab.B.Exec(Rawnet.Path, "capture", "-I", "vb", "--backend", backend, "--bpf", "icmp and");
        Assert.Equal((2, ""), (ours.ExitCode, ours.Text));
        Assert.Equal(theirs.Errors.Trim().Split('\n')[^1]["tcpdump: ".Length..], ours.Errors.Trim()["rawnet: ".Length..]);
    }

    // To B: an echo reply, two tagged frames, an ARP reply and a datagram that nobody takes, of which B tells A; from B: an echo reply.
    private void SendOneOfEach()
    {
        string link = "eth dst=02:00:00:00:00:02 src=02:00:00:00:00:01", ip = $"ip src={lab.A.Address} dst={lab.B.Address}";
        string arp = $"arp opcode=reply src.hw_mac=02:00:00:00:00:01 src.proto_ipv4={lab.A.Address}";
        string[] frames =
        [
            $"{link} / {ip} ttl=77 / icmp.echo-reply ident=1 seq=1",
            $"{link} / vlan id=5 / {ip} / icmp.echo-reply ident=1 seq=2",
            $"{link} / vlan id=7 / {ip} / udp srcport=7 dstport=7 / data text:tagged",
            $"{link} / {arp} dst.hw_mac=02:00:00:00:00:02 dst.proto_ipv4={lab.B.Address}",
            $"{link} / {ip} / udp srcport=7 dstport=9 / data text:refused",
        ];
        foreach (string frame in frames) Send(lab.A, "va", frame);
        string back = $"eth dst=02:00:00:00:00:01 src=02:00:00:00:00:02 / ip src={lab.B.Address} dst={lab.A.Address}";
        Send(lab.B, "vb", $"{back} / icmp.echo-reply ident=1 seq=3");
    }

    private static void Send(Host from, string link, string frame) =>
        from.Exec(Rawnet.Path, ["send", "--via", "packet", "-I", link, .. frame.Split(' ')]).Succeeded();

    private string FileNamed(string name) => Path.Combine(_folder, name);

    private string FramesOf(string name) =>
        Peer.Run("tcpdump", ["-r", FileNamed(name), "-t", "-n", "-e", "-xx", $"not ether proto {WarmUp}"]).Succeeded().Text;
}
