using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>Hosts or a querier as a prober of one link: what they say leaves in frames of their own MAC addresses,
/// and what is said on the link comes in as frames.</summary>
/// <param name="link">What frames begin with.</param>
/// <param name="dialect">IGMP or MLD.</param>
public abstract class GroupSession(LinkType link, GroupDialect dialect) : IProbeSession
{
    private readonly Queue<GroupSending> _waiting = new();
    private bool _isOver;

    /// <summary>When the run ends by itself.</summary>
    public long End { get; set; } = long.MaxValue;

    /// <summary>Told every message that went out.</summary>
    public GroupSendHandler? Said { get; set; }

    /// <inheritdoc/>
    public bool IsDone => _waiting.Count == 0 && (_isOver || IsAtRest);

    /// <inheritdoc/>
    public long NextPoll => _waiting.Count > 0 ? long.MinValue : IsDone ? long.MaxValue : Math.Min(NextDue, End);

    /// <summary>Nothing is left to say.</summary>
    private protected virtual bool IsAtRest => false;

    /// <summary>When <see cref="Advance"/> has work next.</summary>
    private protected abstract long NextDue { get; }

    /// <inheritdoc/>
    public bool Poll(long now, out Probe probe)
    {
        probe = default;
        if (_waiting.Count == 0 && !IsDone) Turn(now);
        if (!_waiting.TryPeek(out GroupSending next)) return false;
        probe = new() { Bytes = dialect.FrameOf(link, next.Source, next.Message, MacOf(next.Sender)).ToBytes() };
        return true;
    }

    /// <inheritdoc/>
    public void Sent(in ProbeResult result)
    {
        GroupSending sent = _waiting.Dequeue();
        if (result.Failure is null) Said?.Invoke(sent);
    }

    /// <inheritdoc/>
    public void Receive(in ReceivedReply arrival)
    {
        // A VLAN is a link of its own: what bears a tag was not said on this one. IGMP and MLD do not hear each other.
        if (arrival.Link is { } begins && ReceivedGroupMessage.TryRead(begins, arrival.Message, out ReceivedGroupMessage heard)
            && !heard.Vlan.IsTagged && GroupDialect.Of(heard.Source) == dialect)
            ReceiveMessage(arrival.Time, heard);
    }

    /// <inheritdoc/>
    public virtual void Stop(long now) => _isOver = true;

    /// <summary>Says and ends what is due.</summary>
    private protected abstract void Advance(long now);

    /// <summary>Takes what was said on the link.</summary>
    private protected abstract void ReceiveMessage(long now, in ReceivedGroupMessage arrival);

    /// <summary>The source of a sender's frames.</summary>
    private protected abstract MacAddress MacOf(int sender);

    private protected void Say(in GroupSending sending) => _waiting.Enqueue(sending);

    private void Turn(long now)
    {
        Advance(now);
        if (now >= End) Stop(now);
    }
}
