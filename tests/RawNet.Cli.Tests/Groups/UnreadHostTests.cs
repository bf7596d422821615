using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Groups;

/// <summary>Hosts whose output nobody reads any more.</summary>
public class UnreadHostTests(SendLab lab) : IClassFixture<SendLab>
{
    // RFC 9776, 5.1: who leaves says so as often as the robustness variable demands, which is 2 unless set.
    [Fact]
    public void AllOfThemLeaveTheirGroups()
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        using Lab.Capture capture = lab.B.StartCapture(filter: "igmp");
        lab.A.Exec("sh", "-c", $"{Rawnet.Path} igmp host -I va --groups 239.77.1.1 --hosts 3 -w 30 --json | head -n 2").Succeeded();
        capture.StopAfter(Patience.Seconds(0.5));

        string[] arguments = ["-n", "-r", "-", "-Y", "igmp.record_type == 3 && igmp.maddr == 239.77.1.1", "-T", "fields", "-e", "eth.src"];
        IReadOnlyList<string> left = Peer.Run("tshark", arguments, capture.Pcap()).Succeeded().Lines;
        Assert.Equal([2, 2, 2], left.GroupBy(mac => mac).Select(group => group.Count()));
    }
}
