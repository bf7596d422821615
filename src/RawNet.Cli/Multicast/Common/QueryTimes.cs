using RawNet.Cli.Common.Errors;
using RawNet.Probing.Groups;
using RawNet.Protocols;

namespace RawNet.Cli.Multicast.Common;

/// <summary>Times of queries as a version can say them: where it says another one than asked for, that is told;
/// what it cannot say is refused.</summary>
internal sealed class QueryTimes(GroupDialect dialect, GroupVersion generation, Action<string> note)
{
    /// <summary>Within which time hosts answer.</summary>
    /// <param name="option">Where it was asked for.</param>
    /// <param name="asked">Null when it was not.</param>
    /// <exception cref="UsageException">The version cannot say it.</exception>
    public TimeSpan? Response(string option, TimeSpan? asked)
    {
        if (asked is null) return null;
        TimeCode code = dialect.ResponseCode(generation)
            ?? throw new UsageException($"{option}: queries of {Version} say no time, and hosts answer within "
                + $"{GroupWords.SecondsOf(GroupDefaults.QueryResponseInterval)} s (RFC 9776, section 7.2.1)");
        return Sent(option, asked.Value, code, "sent");
    }

    /// <summary>The interval that hosts and other routers are told.</summary>
    /// <param name="option">Where it was asked for.</param>
    /// <param name="asked">Null when it was not.</param>
    /// <exception cref="UsageException">The version cannot say it.</exception>
    public TimeSpan? Interval(string option, TimeSpan? asked) =>
        asked is { } time && dialect.IntervalCode(generation) is { } code ? Sent(option, time, code, "told") : asked;

    /// <summary>How often what is lost is sent again; beyond three bits it is not told.</summary>
    public void Robustness(byte asked)
    {
        if (generation == GroupVersion.Filtering && asked > 7)
            note($"a robustness above 7 is sent as 0 ({dialect.Clause("4.1.6", "5.1.8")})");
    }

    /// <summary>Refuses what only the newest version has a field for.</summary>
    /// <exception cref="UsageException">Another version was asked for.</exception>
    public void DemandNewest(string option)
    {
        if (generation != GroupVersion.Filtering)
            throw new UsageException(
                $"{option}: queries of {Version} have no field for it, those of {dialect.NameOf(GroupVersion.Filtering)} do");
    }

    private string Version => dialect.NameOf(generation);

    private TimeSpan Sent(string option, TimeSpan asked, TimeCode code, string verb)
    {
        if (asked > code.Most)
            throw new UsageException(
                $"{option} {GroupWords.SecondsOf(asked)}: {Version} says at most {GroupWords.SecondsOf(code.Most)} s ({code.Clause})");
        TimeSpan sent = code.Sent(asked);
        if (sent != asked)
            note($"{Version} has no code for {GroupWords.SecondsOf(asked)} s: {GroupWords.SecondsOf(sent)} s is {verb} ({code.Clause})");
        return sent;
    }
}
