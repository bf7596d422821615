using System.Diagnostics;
using RawNet.Probing.Groups;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>Thousands of hosts in one engine.</summary>
[Collection(MemoryCollection.Name)]
public class ManyHostsTests
{
    [Fact]
    public void TenThousandHostsWithTenGroupsAnswerAQuery()
    {
        const int hosts = 10_000, groups = 10;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        long reports = 0, records = 0;
        var latest = new List<long>();
        var engine = new GroupHosts(new(GroupDialect.Igmp), new RandomDelays(5), (in GroupSending s) =>
        {
            reports++;
            records += ((GroupReport)s.Message).Records.Count;
            latest.Add(s.Time);
        });
        for (uint i = 0; i < hosts; i++)
        {
            int host = engine.Add(A("198.18.0.0").Plus(i + 256));
            for (uint g = 0; g < groups; g++) engine.Set(0, host, A("239.0.0.0").Plus((i % 100 * groups) + g), GroupFilter.Everything);
        }
        Run(engine, 0, 5 * Second);
        Assert.Equal((2 * hosts, 2 * hosts * groups), (reports, records));
        (reports, records) = (0, 0);
        latest.Clear();
        engine.Receive(10 * Second, Arrival(Packet4("198.18.0.1", "224.0.0.1", Query3()))!.Value);
        Run(engine, 10 * Second, 25 * Second);
        watch.Stop();
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal((hosts, hosts * groups), (reports, records));
        Assert.All(latest, time => Assert.InRange(time, (10 * Second) + 1, 20 * Second));
        Assert.True(bytes < 100_000_000, $"{bytes} bytes");
        TestContext.Current.TestOutputHelper!.WriteLine($"{hosts} hosts x {groups} groups: joined, told twice and answered in "
            + $"{watch.ElapsedMilliseconds} ms, {bytes / 1e6:0.0} MB, {bytes / (hosts * groups)} bytes a membership");
        GC.KeepAlive(engine);
    }

    private static void Run(GroupHosts engine, long now, long end)
    {
        while (now <= end)
        {
            engine.Poll(now);
            if (engine.NextPoll > end) return;
            now = engine.NextPoll;
        }
    }
}
