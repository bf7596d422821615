using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets.Tests.Probing;

/// <summary>The seam takes a prober as it comes; nmap is the judge of what it finds.</summary>
public class SynProberTests
{
    private const ushort Open = 4001, Closed = 4002, Filtered = 4003;

    [Fact]
    public void PortsAreAsNmapFindsThem()
    {
        using TwoHosts hosts = Lend.Pair();
        string? missing = Requirements.Programs("nmap", "nft");
        Assert.SkipWhen(missing is not null, missing ?? "");
        using TcpListener listener = hosts.B.Run(() => new TcpListener(IPAddress.Any, Open));
        listener.Start();
        hosts.B.Exec("nft",
            "add table inet t; add chain inet t in { type filter hook input priority 0 ; }; add rule inet t in tcp dport 4003 drop")
            .Succeeded();

        Assert.Equal(NmapFinds(hosts), Found(hosts));
    }

    private static string[] Found(TwoHosts hosts)
    {
        (Link here, MacAddress there) = (hosts.A.Run(() => Link.ByName("va")), hosts.B.Run(() => Link.ByName("vb").Mac!.Value));
        Packet syn = Packet.Parse(
            $"eth dst={there} src={here.Mac} / ip src={hosts.A.Address} dst={hosts.B.Address} / tcp srcport=40000 flags=syn window=1024");
        SynProber prober = new(here.LinkType, syn, [Open, Closed, Filtered], wait: 500_000_000);
        MonotonicClock clock = new();
        using FrameChannel channel = hosts.A.Run(() => new FrameChannel(here, clock, []));
        new ProbeLoop(prober, channel, clock).Run();
        return [.. prober.States.Select(state => $"{state.Key}/{state.Value}")];
    }

    private static string[] NmapFinds(TwoHosts hosts)
    {
        PeerResult nmap = hosts.A.Exec("nmap", "-sS", "-n", "-Pn", "-p", $"{Open},{Closed},{Filtered}",
            "-oG", "-", hosts.B.Address.ToString()).Succeeded();
        string ports = nmap.Lines.Single(line => line.Contains("Ports: ", StringComparison.Ordinal)).Split("Ports: ")[1].Split('\t')[0];
        return [.. ports.Split(", ").Select(port => string.Join('/', port.Split('/').Take(2)))];
    }
}
