using System.Globalization;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Outputs;

/// <summary>Every time in JSON stands there twice, as a number and as exact text. The judge is a program in Python.</summary>
public sealed class TimesTests(SendLab lab) : IClassFixture<SendLab>
{
    [Theory]
    [InlineData("read --json {captures}/traceroute4-udp.pcapng")]
    [InlineData("read --json --blocks {captures}/traceroute4-udp.pcapng")]
    [InlineData("read --json --blocks {captures}/bridge-querier-v3.pcapng")]
    [InlineData("ping --json -c 2 -i 0.2 {b}")]
    [InlineData("send --json --wait 0.5 ip dst={b} / icmp.echo")]
    [InlineData("igmp join --json -I va -w 0.5 239.1.1.1")]
    [InlineData("igmp host --json -I va -w 0.5 --groups 239.1.1.1")]
    [InlineData("igmp querier --json -I va -w 0.5")]
    [InlineData("mld querier --json -I va -w 0.5")]
    public void ATimeIsAlsoExactText(string words) => Judge(lab.A.RawnetLine(Filled(words)).Text);

    [Theory]
    [InlineData("capture --json -I vb", "ping -c 1 {b}")]
    [InlineData("igmp monitor --json -I vb", "igmp host -I va -w 0.5 --groups 239.1.1.1")]
    public void ATimeOfWhatIsHeardToo(string words, string said)
    {
        using RunningPeer run = lab.B.Start(Rawnet.Path, words.Split(' '));
        run.Wait(() => run.Output().Length > 0 || run.Errors.Length > 0, "its start");
        lab.A.RawnetLine(Filled(said)).Succeeded();
        run.Wait(() => Said(run).Contains("time_ns", StringComparison.Ordinal), "a time");
        Assert.Equal(0, run.Interrupt());
        Judge(Said(run));
    }

    // Where clocks are set elsewhere than in UTC, too.
    [Theory]
    [InlineData("igmp join -I va -w 0.5 239.1.1.1")]
    [InlineData("mld join -I va -w 0.5 ff05::1234")]
    public void TimesForPeopleAreUtcAndSaySo(string words)
    {
        DateTime before = DateTime.UtcNow.AddSeconds(-1);
        PeerResult run = lab.A.Exec("env", ["TZ=Asia/Tokyo", Rawnet.Path, .. words.Split(' ')]).Succeeded();
        string[] times = [.. run.Lines.Where(line => char.IsAsciiDigit(line[0]) && line.Contains('Z', StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0])];
        Assert.NotEmpty(times);
        Assert.All(times, time =>
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", time);
            Assert.InRange(DateTime.Parse($"{time[..^3]}Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                before, DateTime.UtcNow);
        });
    }

    private static string Said(RunningPeer run) => System.Text.Encoding.UTF8.GetString(run.Output());

    private static void Judge(string json)
    {
        PeerResult judge = Peer.Run("python3", [Rawnet.File("tests", "RawNet.Cli.Tests", "Outputs", "times.py")],
            System.Text.Encoding.UTF8.GetBytes(json)).Succeeded();
        Assert.InRange(int.Parse(judge.Text, CultureInfo.InvariantCulture), 1, int.MaxValue);
    }

    private string Filled(string words) =>
        words.Replace("{b}", lab.B.Address.ToString(), StringComparison.Ordinal)
            .Replace("{captures}", Rawnet.File("captures"), StringComparison.Ordinal);
}
