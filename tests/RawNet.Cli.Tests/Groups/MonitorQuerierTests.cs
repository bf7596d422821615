using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;
using static RawNet.Cli.Tests.Groups.MonitorPeer;

namespace RawNet.Cli.Tests.Groups;

/// <summary>Who asks, as <c>igmp monitor</c> shows it.</summary>
public class MonitorQuerierTests(SendLab lab) : IClassFixture<SendLab>
{
    [Fact]
    public void WhoeverAsksIsShownAndAQueryBeginsTheTimers()
    {
        using RunningPeer monitor = Start(lab, "--json");
        using Lab.Capture wire = lab.B.StartCapture(filter: "igmp");
        lab.A.RawnetLine("igmp send report -I va 239.9.9.9").Succeeded();
        lab.A.RawnetLine("igmp send query -I va -r 3 --query-interval 20 --robustness 3").Succeeded();
        lab.A.RawnetLine("mld send query -I va").Succeeded();
        wire.Stop(atLeast: 2);
        IReadOnlyList<JsonElement> events = Finish(monitor);
        JsonElement querier = events.Single(e => Is(e, "querier") && Text(e, "protocol") == "igmp");
        Assert.Equal((lab.A.Address.ToString(), 3, 20.0, 3.0), (Text(querier, "address"), querier.GetProperty("robustness").GetInt32(),
            querier.GetProperty("query_interval_s").GetDouble(), querier.GetProperty("response_interval_s").GetDouble()));
        Assert.Equal("fe80::ff:fe00:1", Text(events.Single(e => Is(e, "querier") && Text(e, "protocol") == "mld"), "address"));
        JsonElement member = events.Single(e => Is(e, "member") && Text(e, "group") == "239.9.9.9");
        // RFC 9776, 8.4: 3 x 20 s and 2 x 3 s.
        Assert.InRange(member.GetProperty("expires_ns").GetInt64() - querier.GetProperty("time_ns").GetInt64(),
            66_000_000_000 - 1_000_000, 66_000_000_000 + 1_000_000);
    }

    // 198.18.0.250 hears the lower address and asks again; one address asks from two MACs; one asks in version 2.
    [Fact]
    public void EverybodyWhoAsksIsShownAndWhatTheyBreakTogetherIsLinted()
    {
        using RunningPeer monitor = Start(lab, "--json", "-4");
        string[] queries =
        [
            "02:00:00:00:00:51 198.18.0.3 igmp.v3-query qqic=125", "02:00:00:00:00:52 198.18.0.250 igmp.v3-query qqic=20",
            "02:00:00:00:00:51 198.18.0.3 igmp.v3-query qqic=125",
            "02:00:00:00:00:52 198.18.0.250 igmp.v3-query qqic=20", "02:00:00:00:00:53 198.18.0.3 igmp.v3-query qqic=125",
            "02:00:00:00:00:54 198.18.0.251 igmp.v2-query",
        ];
        foreach (string[] q in queries.Select(q => q.Split(' ', 3)))
            lab.A.RawnetLine($"send -I va eth src={q[0]} / ip src={q[1]} dst=224.0.0.1 ttl=1 dsfield=0xc0 option=ra / {q[2]}").Succeeded();
        monitor.Wait(() => Said(monitor).Contains("198.18.0.251", StringComparison.Ordinal), "the last one");
        IReadOnlyList<JsonElement> events = Finish(monitor);
        Assert.Equal(
            ["02:00:00:00:00:51 198.18.0.3 3 125 False True", "02:00:00:00:00:52 198.18.0.250 3 20 False True",
                "02:00:00:00:00:53 198.18.0.3 3 125 True False", "02:00:00:00:00:54 198.18.0.251 2 - False False"],
            events.Where(e => Is(e, "heard-querier")).OrderBy(e => Text(e, "mac"), StringComparer.Ordinal)
                .Select(e => $"{Text(e, "mac")} {Text(e, "address")} {e.GetProperty("version")} "
                    + $"{(e.TryGetProperty("query_interval_s", out JsonElement told) ? told : "-")} {e.GetProperty("elected")} "
                    + $"{e.TryGetProperty("seen_interval_s", out _)}"));
        Assert.Equal(
            ["02:00:00:00:00:52 RFC 9776 6.6.2", "02:00:00:00:00:53 RFC 5227 2.4", "02:00:00:00:00:54 RFC 9776 7.3.1"],
            events.Where(e => Is(e, "lint")).Select(e => $"{Text(e, "mac")} {Text(e, "rule")}"));
        Assert.Equal(["198.18.0.250", "198.18.0.251"], events.Where(e => Is(e, "other-querier")).Select(e => Text(e, "address")));
        Assert.Equal(3, events.Single(e => Is(e, "summary")).GetProperty("findings").GetInt32());
    }
}
