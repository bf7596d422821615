using RawNet.Probing.Groups;

namespace RawNet.Tests.Probing.Groups;

/// <summary>A querier in virtual time: messages come in as bytes, what is sent is kept with its time.</summary>
internal sealed class QuerierScene
{
    private readonly GroupDialect _dialect;

    public QuerierScene(GroupQuerierSettings settings)
    {
        _dialect = settings.Dialect;
        Querier = new(settings, (in GroupSending sending) => Sent.Add(sending), (in GroupQuerierEvent happened) => Events.Add(happened));
    }

    public static GroupQuerierSettings Settings { get; } = new(Link.A("198.18.0.5"));

    public static GroupQuerierSettings Settings6 { get; } = new(Link.A("fe80::5"));

    /// <summary>An IGMP querier whose start is over.</summary>
    public static QuerierScene Igmp() => new QuerierScene(Settings).Pass(100 * Link.Second).Clear();

    public GroupQuerier Querier { get; }

    public List<GroupSending> Sent { get; } = [];

    public List<GroupQuerierEvent> Events { get; } = [];

    public long Now { get; private set; }

    public IEnumerable<string> Said => Sent.Select(s => Link.Say(_dialect, s.Message));

    /// <summary>What was sent, with the seconds since a time.</summary>
    public IEnumerable<string> SaidSince(long time) =>
        Sent.Select(s => $"{(double)(s.Time - time) / Link.Second:0.###} {Link.Say(_dialect, s.Message)}");

    /// <summary>The sources that were asked about, each query's by the last number of their address; G for a whole group.</summary>
    public string Asked => string.Join(' ',
        Sent.Select(s => (GroupQuery)s.Message).Select(q => q.Sources.IsEmpty ? "G" : string.Join(',', q.Sources.Select(Last))));

    public QuerierScene Clear()
    {
        Sent.Clear();
        Events.Clear();
        return this;
    }

    public bool Receive(byte[] packet) => Link.Arrival(packet) is { } arrival && Querier.Receive(Now, arrival);

    public bool Hear(byte[] igmp, string from = "198.18.0.9", string to = "224.0.0.22") => Receive(Link.Packet4(from, to, igmp));

    /// <summary>An IGMPv3 report of one record, spelled byte by byte.</summary>
    public QuerierScene Report(byte type, string group, params string[] sources)
    {
        Assert.True(
            Hear([0x22, 0, 0, 0, 0, 0, 0, 1, type, 0, 0, (byte)sources.Length, .. Link.Bytes(group), .. sources.SelectMany(Link.Bytes)]));
        Querier.Poll(Now);
        return this;
    }

    public QuerierScene Pass(long time)
    {
        long end = Now + time;
        while (true)
        {
            Querier.Poll(Now);
            if (Querier.NextPoll > end) break;
            Now = Math.Max(Now, Querier.NextPoll);
        }
        Now = end;
        return this;
    }

    /// <summary>The state of a group as the RFC writes it, sources by the last number of their address, timers in seconds:
    /// "EXCLUDE(1:270,2:270;3) 270".</summary>
    public string State(string group)
    {
        RouterGroup? known = Querier.Groups.FirstOrDefault(g => g.Group == Link.A(group));
        if (known is null) return "none";
        string wanted = string.Join(',', known.Wanted(Now).OrderBy(w => w.Source).Select(w => $"{Last(w.Source)}:{Seconds(w.Until)}"));
        if (known.Mode == FilterMode.Include) return $"INCLUDE({wanted})";
        return $"EXCLUDE({wanted};{string.Join(',', known.Excluded(Now).Select(Last))}) {Seconds(known.Until)}";
    }

    private string Seconds(long until) => $"{(double)(until - Now) / Link.Second:0.###}";

    private static string Last(RawNet.Probing.NetworkAddress address) => address.ToString().Split('.', ':')[^1];
}
