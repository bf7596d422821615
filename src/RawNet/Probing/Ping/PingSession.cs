using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>Takes an event; the struct is passed by reference and holds no memory of the packet.</summary>
public delegate void PingEventHandler(in PingEvent happened);

/// <summary>One host pinged. A reply is believed only with this run's identifier, a sequence number sent, the run's cookie, a source
/// that may answer for the target and a good checksum; the time it was sent is remembered here and never read back from the packet.
/// Nothing is allocated per packet.</summary>
public sealed class PingSession : IProbeSession
{
    private readonly PingSettings _settings;
    private readonly PingEventHandler _happened;
    private readonly EchoDialect _dialect;
    private readonly EchoRequest _request;
    private readonly ProbeTable _probes;
    private readonly Schedule _schedule;
    private readonly GroupAnswers? _members;
    private bool _isStopped;
    private bool _isErrorTold;

    /// <summary>Builds the request once.</summary>
    /// <param name="settings">What the run does.</param>
    /// <param name="happened">Told every event, at once.</param>
    public PingSession(PingSettings settings, PingEventHandler happened)
    {
        (_settings, _happened) = (settings, happened);
        _dialect = EchoDialect.Of(settings.Target);
        _request = new(settings);
        long expected = settings.Deadline is null ? settings.Count ?? long.MaxValue : long.MaxValue;
        _probes = new(expected);
        _schedule = new(settings);
        _members = settings.AnyoneAnswers ? new() : null;
        Statistics = new(expected);
    }

    /// <summary>What the run came to so far.</summary>
    public PingStatistics Statistics { get; }

    /// <summary>Bytes of the cookie that a request carries: fewer than given when the payload is shorter, and a reply
    /// is then believed more easily.</summary>
    public int CookieLength => _request.Cookie.Length;

    /// <inheritdoc/>
    public bool IsDone => _isStopped || (!MaySend && _probes.Waiting == 0);

    /// <inheritdoc/>
    public long NextPoll
    {
        get
        {
            if (IsDone) return long.MaxValue;
            long next = MaySend ? _schedule.NextSend : _schedule.EndOfWaiting(Statistics);
            if (_probes.Waiting > 0) next = Math.Min(next, _schedule.Expiry(_probes.SentAt(_probes.Oldest)));
            return Math.Min(next, _schedule.Deadline);
        }
    }

    // With a deadline, as iputils: requests go on until enough are answered, or the network tells an error.
    // What this host refuses to send is none.
    private bool MaySend =>
        !_isStopped && (_settings.Count is not { } count || (_settings.Deadline is null ? _probes.Last : Statistics.Received) < count);

    private bool HasEnough => _settings.Deadline is not null && (_isErrorTold || Statistics.Received >= (_settings.Count ?? long.MaxValue));

    /// <inheritdoc/>
    public bool Poll(long now, out Probe probe)
    {
        probe = default;
        _schedule.Begin(now);
        Expire(now);
        bool isOver = now >= _schedule.Deadline || HasEnough || (!MaySend && now >= _schedule.EndOfWaiting(Statistics));
        if (isOver && !IsDone) Stop(now);
        if (IsDone || !MaySend || now < _schedule.NextSend) return false;
        if (_probes.IsFull) Lose(_probes.Oldest, now);
        long number = _probes.Last + 1;
        probe = new() { Bytes = _request.Numbered(number), Tag = number };
        return true;
    }

    /// <inheritdoc/>
    public void Sent(in ProbeResult result)
    {
        bool hasFailed = result.Failure is not null;
        _schedule.Sent(result.Time);
        long number = _probes.Add(result.Time, hasFailed ? ProbeState.Failed : ProbeState.Waiting);
        Report(new(hasFailed ? PingEventKind.Error : PingEventKind.Sent, result.Time, number) { Failure = result.Failure });
    }

    /// <inheritdoc/>
    public void Stop(long now)
    {
        while (_probes.Waiting > 0) Lose(_probes.Oldest, now);
        _isStopped = true;
    }

    /// <inheritdoc/>
    public void Receive(in ReceivedReply arrival)
    {
        Expire(arrival.Time);
        if (arrival.Report is { } report) ReceiveReport(arrival, report);
        else if (_dialect.Reply.Accepts(arrival.Message, arrival.Message.Length)) ReceiveReply(arrival);
        else ReceiveOther(arrival);
    }

    private void ReceiveReply(in ReceivedReply arrival)
    {
        PingRefusal reason = Judge(arrival, out EchoView reply, out long number);
        bool isAnswer = reason is PingRefusal.None or PingRefusal.Duplicate;
        bool isMember = isAnswer && _members?.TryAdd(arrival.Source, number) == true && reason == PingRefusal.Duplicate;
        PingEvent reached = isMember
            ? Arrived(arrival, PingEventKind.Member, number)
            : Arrived(arrival, KindOf(reason), number) with { Reason = reason };
        if (number > 0) reached = reached with { RoundTrip = arrival.Time - _probes.SentAt(number) };
        if (reason == PingRefusal.None) Settle(number, ProbeState.Answered);
        Report(isAnswer ? reached with { WrongAt = _request.WrongAt(reply.Payload) } : reached);
    }

    private void Settle(long number, ProbeState state)
    {
        _probes.Settle(number, state);
        if (number == _probes.Last) _schedule.LastAnswered();
    }

    private static PingEventKind KindOf(PingRefusal reason) => reason switch
    {
        PingRefusal.None => PingEventKind.Reply,
        PingRefusal.Duplicate => PingEventKind.Duplicate,
        _ => PingEventKind.Refused,
    };

    // What comes from elsewhere is another program's in every case but one: all is right except the source.
    private PingRefusal Judge(in ReceivedReply arrival, out EchoView reply, out long number)
    {
        number = 0;
        bool isWhole = EchoView.TryRead(_dialect, _dialect.Reply, arrival.Destination, arrival.Message, out reply);
        PingRefusal reason = isWhole ? JudgeMessage(arrival, reply, out number) : PingRefusal.Short;
        bool isFromTarget = _settings.AnyoneAnswers || arrival.Source == _settings.Target;
        return isFromTarget || (_dialect.MayAnswerForAnother && number > 0) ? reason : PingRefusal.Foreign;
    }

    // Whose it is comes before whether it is whole: what is damaged in another program's replies is not ours to count.
    private PingRefusal JudgeMessage(in ReceivedReply arrival, scoped in EchoView reply, out long number)
    {
        number = 0;
        if (reply.Code != 0 || reply.Identifier != _settings.Identifier) return PingRefusal.Foreign;
        if (!IsSumRight(arrival)) return PingRefusal.BadChecksum;
        if (!_probes.TryFind(reply.Sequence, out long sent)) return PingRefusal.Foreign;
        if (reply.Payload.Length < _request.Cookie.Length) return PingRefusal.Short;
        if (!reply.Payload.StartsWith(_request.Cookie.Span)) return PingRefusal.BadCookie;
        if (arrival.Time < _probes.SentAt(sent)) return PingRefusal.Foreign;
        number = sent;
        bool isLate = _probes.StateOf(sent) == ProbeState.Lost || arrival.Time >= _schedule.Expiry(_probes.SentAt(sent));
        return _probes.StateOf(sent) == ProbeState.Answered ? PingRefusal.Duplicate : isLate ? PingRefusal.Late : PingRefusal.None;
    }

    private void ReceiveOther(in ReceivedReply arrival)
    {
        _dialect.AnyMessage.TryView(arrival.Message, out View message);
        if (!message.IsWhole || !_dialect.IsError((byte)message.GetRaw(_dialect.Type))) return;
        IcmpReport error = new((byte)message.GetRaw(_dialect.Type), (byte)message.GetRaw(_dialect.Code), 0);
        bool isAboutEcho = EchoView.TryReadQuote(_dialect, arrival.Message, out EchoView echo);
        if (!isAboutEcho || echo.Identifier != _settings.Identifier) Refuse(arrival, PingRefusal.Foreign, error);
        else if (!IsSumRight(arrival)) Refuse(arrival, PingRefusal.BadChecksum, error);
        else ReceiveError(arrival, error with { Info = _dialect.MtuIn(arrival.Message) }, echo);
    }

    private void ReceiveReport(in ReceivedReply arrival, IcmpReport report)
    {
        if (!_dialect.IsError(report.Type)) return;
        if (EchoView.TryRead(_dialect, _dialect.Request, arrival.Destination, arrival.Message, out EchoView echo))
            ReceiveError(arrival, report, echo);
        else Refuse(arrival, PingRefusal.BadQuote, report);
    }

    private void ReceiveError(in ReceivedReply arrival, IcmpReport error, scoped in EchoView echo)
    {
        PingRefusal reason = Judge(echo, out long number);
        if (reason == PingRefusal.None) Settle(number, ProbeState.Failed);
        _isErrorTold |= reason == PingRefusal.None;
        PingEventKind kind = reason == PingRefusal.None ? PingEventKind.Error : PingEventKind.Refused;
        Report(Arrived(arrival, kind, number) with { Reason = reason, Report = error });
    }

    // Quoted TTL and identification are not looked at: routers and translators change them.
    private PingRefusal Judge(scoped in EchoView echo, out long number)
    {
        number = 0;
        if (echo.Identifier != _settings.Identifier) return PingRefusal.Foreign;
        int quoted = Math.Min(echo.Payload.Length, _request.Cookie.Length);
        bool isOurs = echo.Destination == _settings.Target && echo.Payload[..quoted].SequenceEqual(_request.Cookie.Span[..quoted]);
        if (!isOurs || !_probes.TryFind(echo.Sequence, out long sent)) return PingRefusal.BadQuote;
        number = sent;
        return _probes.StateOf(sent) switch
        {
            ProbeState.Waiting => PingRefusal.None,
            ProbeState.Lost => PingRefusal.Late,
            _ => PingRefusal.Duplicate,
        };
    }

    private void Refuse(in ReceivedReply arrival, PingRefusal reason, IcmpReport error) =>
        Report(Arrived(arrival, PingEventKind.Refused, 0) with { Reason = reason, Report = error });

    // What the addresses are not told for, the kernel has verified: it does so for every ICMPv6 message that it hands over.
    private bool IsSumRight(in ReceivedReply arrival) =>
        _dialect.PseudoHeader(arrival.Source, arrival.Destination, arrival.Message.Length) is not { } pseudo
        || InternetChecksum.Finish(InternetChecksum.Sum(arrival.Message) + pseudo) == 0;

    private void Expire(long now)
    {
        while (_probes.Waiting > 0 && now >= _schedule.Expiry(_probes.SentAt(_probes.Oldest))) Lose(_probes.Oldest, now);
    }

    private void Lose(long number, long now)
    {
        _probes.Settle(number, ProbeState.Lost);
        Report(new(PingEventKind.Lost, now, number));
    }

    private static PingEvent Arrived(in ReceivedReply arrival, PingEventKind kind, long number) =>
        new(kind, arrival.Time, number)
        {
            From = arrival.Source,
            Scope = arrival.Scope,
            HopLimit = arrival.HopLimit,
            Length = arrival.Message.Length
        };

    private void Report(in PingEvent happened)
    {
        Statistics.Count(happened);
        _happened(happened);
    }
}
