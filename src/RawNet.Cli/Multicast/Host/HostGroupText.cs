using System.Globalization;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Host;

/// <summary>The groups of emulated hosts as people type them: <c>GROUP[@[!]SOURCE,...][+N]</c>, N groups in a row.</summary>
internal sealed class HostGroupText(GroupDialect dialect)
{
    private const uint MostGroups = 65_536;

    /// <summary>Each group with its filter.</summary>
    /// <exception cref="UsageException">One sentence that says what would be right.</exception>
    public IReadOnlyList<(NetworkAddress Group, GroupFilter Filter)> Read(IEnumerable<string> words) => [.. words.SelectMany(ReadOne)];

    private IEnumerable<(NetworkAddress Group, GroupFilter Filter)> ReadOne(string word)
    {
        string[] counted = word.Split('+', 2);
        (NetworkAddress first, FilterMode mode, IReadOnlyList<NetworkAddress> sources) = new RecordText(dialect).Wanted(counted[0]);
        var filter = new GroupFilter(mode, SourceSet.Of([.. sources]));
        if (filter.Mode == FilterMode.Exclude && dialect.IsSourceSpecific(first))
            throw new UsageException($"{first} is source-specific (RFC 4607): name the wanted sources, "
                + $"as in {first}@{(first.IsIpv4 ? "198.18.0.9" : "2001:db8::9")}");
        uint count = counted.Length > 1 ? CountOf(counted[1]) : 1;
        Check(first, count, filter);
        for (uint i = 0; i < count; i++) yield return (first.Plus(i), filter);
    }

    private void Check(NetworkAddress first, uint count, GroupFilter filter)
    {
        NetworkAddress last = first.Plus(count - 1);
        if (!last.IsMulticast || last < first) throw new UsageException($"{first}+{count} runs to {last}, which is no multicast address");
        if (filter.Mode != FilterMode.Exclude) return;
        for (uint i = 0; i < count; i++)
            if (dialect.IsSourceSpecific(first.Plus(i)))
                throw new UsageException(
                    $"{first}+{count} runs into {first.Plus(i)}, which is source-specific (RFC 4607): name the wanted sources");
    }

    private static uint CountOf(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint count) && count is > 0 and <= MostGroups
            ? count
            : throw new UsageException($"'+{text}' is no number of groups: +1 to +{MostGroups}");
}
