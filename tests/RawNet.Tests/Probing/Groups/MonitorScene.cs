using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Groups;

/// <summary>A monitor in virtual time, told messages by their expressions; what it says is kept as lines.</summary>
internal sealed class MonitorScene
{
    public const long Second = 1_000_000_000;

    public MonitorScene(int most = GroupMonitor.UsualMost) => Monitor = new(Take, most);

    public GroupMonitor Monitor { get; }

    /// <summary>Seconds since the start.</summary>
    public double Now { get; private set; }

    public List<string> Events { get; } = [];

    /// <summary>Rules that queriers break together, and queriers beside the elected one.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>Everybody who asks, by address.</summary>
    public IEnumerable<string> Queriers => Monitor.HeardQueriers.OrderBy(q => q.Address).ThenBy(q => q.Hardware.ToUInt64()).Select(q =>
    {
        double? seen = q.SeenInterval / (double)Second, told = q.ToldInterval / (double)Second;
        return FormattableString.Invariant(
            $"{q.Address} {q.Hardware} v{q.Version} {(q.IsElected ? "elected" : "too")} seen {seen} told {told}");
    });

    /// <summary>The table: member, group, filter and sources.</summary>
    public IEnumerable<string> Table => Monitor.Members.Select(Describe).Order(StringComparer.Ordinal);

    /// <summary>Goes to a time, letting everything end when it is due.</summary>
    public MonitorScene At(double seconds)
    {
        while (Monitor.NextPoll <= (long)(seconds * Second)) Monitor.Poll(Monitor.NextPoll);
        Now = seconds;
        return this;
    }

    public MonitorScene Igmp(string source, string destination, string message) =>
        Frame($"eth src={MacOf(source)} / ip src={source} dst={destination} ttl=1 dsfield=0xc0 option=ra / {message}");

    public MonitorScene Mld(string source, string destination, string message) =>
        Frame($"eth src={MacOf(source)} / ipv6 src={source} dst={destination} hlim=1 / ipv6.hopopts option=ra / {message}");

    public MonitorScene Report(string source, string records) => Igmp(source, "224.0.0.22", $"igmp.v3-report {records}");

    public MonitorScene Report6(string source, string records) => Mld(source, "ff02::16", $"mld.v2-report {records}");

    public MonitorScene Query(string source = "198.18.0.254", string rest = "max_resp=10s qrv=2 qqic=125") =>
        Igmp(source, "224.0.0.1", $"igmp.v3-query {rest}");

    public MonitorScene Frame(string expression)
    {
        Assert.True(Monitor.Receive((long)(Now * Second), LinkType.Ethernet, Packet.Parse(expression).ToBytes()));
        return this;
    }

    public static string MacOf(string source) => $"02:00:00:00:00:{Convert.ToInt32(source[^1].ToString(), 16):x2}";

    private void Take(in GroupMonitorEvent happened)
    {
        double seconds = (double)happened.Time / Second;
        if (happened.Kind is GroupMonitorEventKind.Lint or GroupMonitorEventKind.OtherQuerier)
        {
            Findings.Add(FormattableString.Invariant($"{seconds} {happened.Querier!.Address} {happened.Breach?.ToString() ?? "asks too"}"));
            return;
        }
        string reason = happened.Kind == GroupMonitorEventKind.Leave ? $" {happened.Reason.ToString().ToLowerInvariant()}" : "";
        string what = happened.Kind switch
        {
            GroupMonitorEventKind.Full => "full",
            GroupMonitorEventKind.Querier => $"querier {happened.Querier?.Address.ToString() ?? "none"}{Where(happened.Vlan)}",
            _ => $"{happened.Kind.ToString().ToLowerInvariant()} "
                + $"{Describe(happened.Member!)}{reason} of {happened.Members}",
        };
        Events.Add(FormattableString.Invariant($"{seconds} {what}"));
    }

    private static string Describe(MonitoredMember member) =>
        $"{member.Address} {member.Group} "
        + $"{(member.Filter == FilterMode.Include ? "in" : "ex")}({string.Join(',', member.Sources)}){Where(member.Vlan)}";

    private static string Where(VlanTags vlan) => vlan.IsTagged ? $" vlan {vlan}" : "";
}
