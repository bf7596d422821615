namespace RawNet.Probing.Groups;

/// <summary>One group of one host: what is wanted, and what is still to be said.</summary>
internal sealed class HostMembership(NetworkAddress group)
{
    public const long Never = long.MaxValue;

    public NetworkAddress Group { get; } = group;

    public GroupFilter Filter { get; set; } = GroupFilter.Nothing;

    /// <summary>The group timer: when a query for this group is answered.</summary>
    public long AnswerDue { get; private set; } = Never;

    /// <summary>The sources that the answer is about; empty for all.</summary>
    public SourceSet Asked { get; private set; } = SourceSet.Empty;

    /// <summary>When the change is told next.</summary>
    public long ChangeDue { get; set; } = Never;

    public PendingChange? Change { get; set; }

    /// <summary>Unsolicited reports that an older version has still to send.</summary>
    public byte ReportsLeft { get; set; }

    /// <summary>This host sent the last older report that was heard, so it tells when it leaves (RFC 2236, section 3).</summary>
    public bool IsLastReporter { get; set; }

    public long Due => Math.Min(AnswerDue, ChangeDue);

    /// <summary>Rules 3 to 5 of RFC 9776, section 5.2.</summary>
    public void Ask(long due, SourceSet sources)
    {
        bool isWhole = sources.IsEmpty || (AnswerDue != Never && Asked.IsEmpty);
        Asked = isWhole ? SourceSet.Empty : Asked + sources;
        AnswerDue = Math.Min(AnswerDue, due);
    }

    /// <summary>The older rule: a running timer is started anew only when the query leaves less time than
    /// it has (RFC 2236, section 3).</summary>
    public void AskOlder(long due, long latest)
    {
        if (AnswerDue == Never || latest < AnswerDue) AnswerDue = due;
    }

    public void ForgetAsked() => Asked = SourceSet.Empty;

    public void Answered() => (AnswerDue, Asked) = (Never, SourceSet.Empty);

    /// <summary>Nothing is pending any more.</summary>
    public void Cancel()
    {
        Answered();
        (ChangeDue, Change, ReportsLeft) = (Never, null, 0);
    }
}
