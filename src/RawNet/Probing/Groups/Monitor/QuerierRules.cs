using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>What routers that ask on one link owe each other; no message alone shows whether they keep it.</summary>
internal static class QuerierRules
{
    /// <summary>What a general query breaks.</summary>
    /// <param name="asking">Who asks, as it was before this query.</param>
    /// <param name="generation">The version of this query.</param>
    /// <param name="elected">Who was elected before; null for nobody.</param>
    /// <param name="heard">All that are there.</param>
    public static IReadOnlyList<QuerierBreach> Check(MonitoredQuerier asking, GroupVersion generation,
        MonitoredQuerier? elected, IReadOnlyList<MonitoredQuerier> heard)
    {
        if (heard.Count == 0 || (heard.Count == 1 && heard[0] == asking)) return [];
        QuerierBreach?[] breaches = [Silence(asking, elected), Version(asking, generation, elected), Owner(asking, heard)];
        return [.. breaches.OfType<QuerierBreach>()];
    }

    // Whoever has just started may ask once before it hears the other.
    private static QuerierBreach? Silence(MonitoredQuerier asking, MonitoredQuerier? elected)
    {
        bool mayAsk = elected is null || asking.Address.IsUnspecified || asking.IsNew
            || elected.YieldsTo(asking.Address) || elected.Heard <= asking.Heard;
        if (mayAsk) return null;
        string field = GroupDialect.Of(asking.Address).Rules.SourceField.Name;
        return Of(asking, field, $"{asking.Address}", $"silence: {elected!.Address} is lower and asks", Clause(asking, "6.6.2", "7.6.2"));
    }

    private static QuerierBreach? Version(MonitoredQuerier asking, GroupVersion generation, MonitoredQuerier? elected)
    {
        if (elected is null || elected == asking || elected.Generation == generation) return null;
        int found = GroupDialect.Of(asking.Address).VersionOf(generation);
        return Of(asking, "version", $"{found}", $"{elected.Version}, in which {elected.Address} asks", Clause(asking, "7.3.1", "8.3.1"));
    }

    private static QuerierBreach? Owner(MonitoredQuerier asking, IReadOnlyList<MonitoredQuerier> heard)
    {
        if (asking.Address.IsUnspecified) return null;
        MonitoredQuerier? other = heard.Where(known => known != asking && known.Address == asking.Address).MaxBy(known => known.Heard);
        if (other is null || other.Heard <= asking.Heard) return null;
        Source clause = asking.Address.IsIpv4 ? Rfc.Section(5227, "2.4") : Rfc.Section(4862, "5.4");
        return Of(asking, "eth.src", $"{asking.Hardware}", $"{other.Hardware}, which asks from {other.Address} too", clause);
    }

    private static Source Clause(MonitoredQuerier asking, string igmp, string mld) => GroupDialect.Of(asking.Address).Clause(igmp, mld);

    private static QuerierBreach Of(MonitoredQuerier asking, string field, string found, string expected, Source clause) =>
        new(GroupDialect.Of(asking.Address).Name, field, found, expected, clause);
}
