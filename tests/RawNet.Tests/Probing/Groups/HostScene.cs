using RawNet.Probing.Groups;

namespace RawNet.Tests.Probing.Groups;

/// <summary>Hosts in virtual time: queries come in as bytes, what is sent is kept with its time.</summary>
internal sealed class HostScene
{
    public const string Router = "198.18.0.1", Router6 = "fe80::1";
    private readonly GroupDialect _dialect;

    public HostScene(GroupHostSettings settings, ulong seed = 1, int hosts = 1)
    {
        _dialect = settings.Dialect;
        Hosts = new(settings, new RandomDelays(seed), (in GroupSending sending) => Sent.Add(sending));
        for (uint i = 0; i < hosts; i++) Hosts.Add((_dialect == GroupDialect.Igmp ? Link.A("198.18.0.2") : Link.A("fe80::2")).Plus(i));
    }

    public static HostScene Igmp(ulong seed = 1, int hosts = 1) => new(new(GroupDialect.Igmp), seed, hosts);

    public static HostScene Mld(ulong seed = 1, int hosts = 1) => new(new(GroupDialect.Mld), seed, hosts);

    public GroupHosts Hosts { get; }

    public List<GroupSending> Sent { get; } = [];

    public long Now { get; private set; }

    /// <summary>What was sent, in words.</summary>
    public IEnumerable<string> Said => Sent.Select(s => Link.Say(_dialect, s.Message));

    /// <summary>Forgets what was sent so far.</summary>
    public HostScene Clear()
    {
        Sent.Clear();
        return this;
    }

    public HostScene Set(string group, GroupFilter filter, int host = 0)
    {
        Hosts.Set(Now, host, Link.A(group), filter);
        return this;
    }

    /// <summary>Joins and lets the state-change reports pass.</summary>
    public HostScene Joined(string group, GroupFilter? filter = null)
    {
        Set(group, filter ?? GroupFilter.Everything);
        return Pass(25 * Link.Second).Clear();
    }

    public QueryVerdict? Receive(byte[] packet) => Link.Arrival(packet) is { } arrival ? Hosts.Receive(Now, arrival) : null;

    public QueryVerdict? Query(byte[] igmp, string to = "224.0.0.1") => Receive(Link.Packet4(Router, to, igmp));

    public QueryVerdict? Query6(byte[] mld, string to = "ff02::1") => Receive(Link.Packet6(Router6, to, mld));

    /// <summary>Lets time pass, stopping wherever there is work.</summary>
    public HostScene Pass(long time)
    {
        long end = Now + time;
        while (true)
        {
            Hosts.Poll(Now);
            if (Hosts.NextPoll > end) break;
            Now = Math.Max(Now, Hosts.NextPoll);
        }
        Now = end;
        return this;
    }

    public byte[] Bytes(int sent) => _dialect.PacketOf(Sent[sent].Source, Sent[sent].Message).ToBytes();
}
