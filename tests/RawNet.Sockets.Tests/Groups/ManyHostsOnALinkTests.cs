using RawNet.Lab;
using RawNet.Probing.Groups;
using RawNet.Wire;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>Many emulated hosts on one interface, counted by tcpdump.</summary>
public class ManyHostsOnALinkTests
{
    [Fact]
    public void AHundredHostsWithTenGroupsAnswerWithinTheResponseTime()
    {
        using TwoHosts hosts = Lend.Pair();
        using var ours = new OurHosts(hosts.B, new(GroupDialect.Igmp), A("198.18.0.100"), count: 100, mac: 0x020000000100);
        for (int host = 0; host < 100; host++)
            for (int group = 0; group < 10; group++) ours.Set(host, $"239.{host}.1.{group}", GroupFilter.Everything);
        Thread.Sleep(2500);
        using Capture capture = hosts.A.StartCapture(filter: "igmp");
        byte[] query = [1, 0, 0x5e, 0, 0, 1, 2, 0, 0, 0, 0, 1, 8, 0, .. Packet4("198.18.0.1", "224.0.0.1", Query3(20))];
        hosts.A.Run(() =>
        {
            using PacketSocket wire = PacketSocket.Open(RawNet.Sockets.Link.ByName("va"));
            wire.Send(query);
        });
        IReadOnlyList<CapturedFrame> frames = capture.StopAfter(TimeSpan.FromSeconds(3));
        long asked = frames[0].TimeNanoseconds;
        var answers = frames.Skip(1).Select(f => (After: f.TimeNanoseconds - asked,
            Arrival: ReceivedGroupMessage.TryRead(LinkType.Ethernet, f.Bytes, out ReceivedGroupMessage a) ? a : default,
            Mac: Convert.ToHexStringLower(f.Bytes[6..12]))).ToList();
        Assert.Equal(100, answers.Count);
        Assert.Equal((100, 100), (answers.Select(a => a.Arrival.Source).Distinct().Count(), answers.Select(a => a.Mac).Distinct().Count()));
        Assert.Equal(1000, answers.SelectMany(a => ((GroupReport)a.Arrival.Message).Records).Select(r => r.Group).Distinct().Count());
        // The engine draws delays of at most 2 s; the rest is this machine's own.
        Assert.InRange(answers.Max(a => a.After), 1, 2 * Second + (Second / 4));
        TestContext.Current.TestOutputHelper!.WriteLine($"100 hosts x 10 groups: {answers.Count} reports, "
            + $"first after {answers.Min(a => a.After) / 1e9:0.000} s, last after {answers.Max(a => a.After) / 1e9:0.000} s of 2 s");
        GroupWitness.FindsNoFault(capture);
    }
}
