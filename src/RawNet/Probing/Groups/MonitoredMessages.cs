using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>A query as a monitor needs it. Times are nanoseconds.</summary>
/// <param name="Version">IGMP 1 to 3, MLD 1 to 2.</param>
/// <param name="Group">No address in a general query.</param>
/// <param name="Response">Within which it is answered.</param>
/// <param name="Robustness">0 when it does not tell.</param>
/// <param name="Interval">0 when it does not tell.</param>
/// <param name="KeepsTimers">The S flag.</param>
/// <param name="Sources">How many sources it names.</param>
internal readonly record struct MonitoredQuery(int Version, NetworkAddress Group, long Response, int Robustness, long Interval, bool KeepsTimers, int Sources);

/// <summary>Messages about groups, read alike whatever their family and version.</summary>
internal static class MonitoredMessages
{
    private const long Second = MonitoredQuerier.Second;
    private const long Tenth = Second / 10;
    private const long Millisecond = Second / 1000;

    // RFC 9776, 4.1.7; the field itself shows the code, as Wireshark does.
    private static readonly FloatCodec _qqic = new(mantissa: 4);

    private static readonly Kind[] _kinds =
    [
        IgmpV1.Query, IgmpV1.Report, IgmpV2.Query, IgmpV2.Report, IgmpV2.Leave, IgmpV3Query.Kind, IgmpV3Report.Kind,
        MldV1.Query, MldV1.Report, MldV1.Done, MldV2Query.Kind, MldV2Report.Kind,
    ];

    public static bool AreOf(Kind kind) => Array.IndexOf(_kinds, kind) >= 0;

    /// <summary>The query that the message is, its sources copied; null when it is none.</summary>
    public static MonitoredQuery? QueryIn(scoped in View message, ref NetworkAddress[] sources)
    {
        // RFC 9776, 7.1: version 1 answers within 10 s.
        if (message.Is(IgmpV1.Query)) return new(1, default, MonitoredQuerier.UsualResponse, 0, 0, false, 0);
        if (message.Is(IgmpV2.Query)) return new(2, Named(message.Get(IgmpV2.GroupAddress)), message.Get(IgmpV2.MaxRespTime) * Tenth, 0, 0, false, 0);
        if (message.Is(IgmpV3Query.Kind)) return Query3(message, Copy(message.Get(IgmpV3Query.SourceAddress), ref sources));
        if (message.Is(MldV1.Query)) return new(1, Named(message.Get(MldV1.MulticastAddress)), message.Get(MldV1.MaximumResponseDelay) * Millisecond, 0, 0, false, 0);
        if (message.Is(MldV2Query.Kind)) return Query6(message, Copy(message.Get(MldV2Query.SourceAddress), ref sources));
        return null;
    }

    public static int Copy(ListView<Ipv4Address> from, ref NetworkAddress[] to)
    {
        Reserve(from.Count, ref to);
        for (int i = 0; i < from.Count; i++) to[i] = from[i];
        return from.Count;
    }

    public static int Copy(ListView<Ipv6Address> from, ref NetworkAddress[] to)
    {
        Reserve(from.Count, ref to);
        for (int i = 0; i < from.Count; i++) to[i] = from[i];
        return from.Count;
    }

    private static MonitoredQuery Query3(scoped in View query, int sources) =>
        new(3, Named(query.Get(IgmpV3Query.GroupAddress)), query.Get(IgmpV3Query.MaxRespCode) * Tenth, query.Get(IgmpV3Query.QRV), (long)_qqic.Show(query.Get(IgmpV3Query.QQIC)) * Second, query.Get(IgmpV3Query.S), sources);

    private static MonitoredQuery Query6(scoped in View query, int sources) =>
        new(2, Named(query.Get(MldV2Query.MulticastAddress)), query.Get(MldV2Query.MaximumResponseCode) * Millisecond, query.Get(MldV2Query.QRV), query.Get(MldV2Query.QQIC) * Second, query.Get(MldV2Query.S), sources);

    private static NetworkAddress Named(Ipv4Address group) => group.ToUInt32() == 0 ? default(NetworkAddress) : group;

    private static NetworkAddress Named(Ipv6Address group) => group.ToUInt128() == 0 ? default(NetworkAddress) : group;

    private static void Reserve(int count, ref NetworkAddress[] array)
    {
        if (array.Length < count) Array.Resize(ref array, count);
    }
}
