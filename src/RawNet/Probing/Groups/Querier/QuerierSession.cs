using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>A querier on a link.</summary>
public sealed class QuerierSession : GroupSession
{
    private readonly MacAddress _mac;

    /// <summary>A router that has just started.</summary>
    /// <param name="link">What frames begin with.</param>
    /// <param name="settings">How it asks.</param>
    /// <param name="mac">Its MAC address.</param>
    /// <param name="happened">Told every event, at once.</param>
    /// <exception cref="ArgumentException">As
    /// <see cref="GroupQuerier(GroupQuerierSettings, GroupSendHandler, GroupQuerierEventHandler)"/>.</exception>
    public QuerierSession(LinkType link, GroupQuerierSettings settings, MacAddress mac, GroupQuerierEventHandler happened)
        : base(link, settings.Dialect)
    {
        _mac = mac;
        Querier = new(settings, (in GroupSending sending) => Say(sending), happened);
    }

    /// <summary>What it knows.</summary>
    public GroupQuerier Querier { get; }

    private protected override long NextDue => Querier.NextPoll;

    private protected override void Advance(long now) => Querier.Poll(now);

    private protected override void ReceiveMessage(long now, in ReceivedGroupMessage arrival) => Querier.Receive(now, arrival);

    private protected override MacAddress MacOf(int sender) => _mac;
}
