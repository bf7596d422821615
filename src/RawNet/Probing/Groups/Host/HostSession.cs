using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>Takes a query that hosts heard, and what they made of it.</summary>
public delegate void HeardQueryHandler(long now, NetworkAddress from, GroupQuery query, QueryVerdict verdict);

/// <summary>Hosts on a link: stopped, they leave their groups and say so as often as their protocol demands.</summary>
public sealed class HostSession : GroupSession
{
    private const long LongestFarewell = 300_000_000_000; // each change is told 255 times at most, a second apart at most
    private readonly MacAddress _first;
    private bool _hasReported; // who never did has nothing to take back
    private bool _isLeaving;

    /// <summary>A link without hosts; <see cref="Hosts"/> takes them.</summary>
    /// <param name="link">What frames begin with.</param>
    /// <param name="settings">The same for all hosts.</param>
    /// <param name="delays">Where random delays come from.</param>
    /// <param name="first">The MAC address of the first host; the others follow.</param>
    public HostSession(LinkType link, GroupHostSettings settings, RandomDelays delays, MacAddress first)
        : base(link, settings.Dialect)
    {
        _first = first;
        Hosts = new(settings, delays, Report);
    }

    /// <summary>The hosts.</summary>
    public GroupHosts Hosts { get; }

    /// <summary>They end without leaving.</summary>
    public bool Vanishes { get; init; }

    /// <summary>Told every query.</summary>
    public HeardQueryHandler? Heard { get; set; }

    private protected override bool IsAtRest => _isLeaving && !Hosts.HasToTell;

    private protected override long NextDue => Hosts.NextPoll;

    /// <inheritdoc/>
    public override void Stop(long now)
    {
        bool isOver = Vanishes || !_hasReported || (_isLeaving && now >= End);
        if (isOver) base.Stop(now);
        else if (!_isLeaving) Leave(now);
    }

    private protected override void Advance(long now) => Hosts.Poll(now);

    private protected override void ReceiveMessage(long now, in ReceivedGroupMessage arrival)
    {
        QueryVerdict verdict = Hosts.Receive(now, arrival);
        if (arrival.Message is GroupQuery query) Heard?.Invoke(now, arrival.Source, query, verdict);
    }

    private protected override MacAddress MacOf(int sender) => MacAddress.FromUInt64(_first.ToUInt64() + (ulong)sender);

    private void Leave(long now)
    {
        (_isLeaving, End) = (true, now + LongestFarewell);
        for (int host = 0; host < Hosts.Count; host++)
            foreach ((NetworkAddress group, _) in Hosts.GroupsOf(host).ToArray()) Hosts.Set(now, host, group, GroupFilter.Nothing);
    }

    private void Report(in GroupSending sending)
    {
        _hasReported = true;
        Say(sending);
    }
}
