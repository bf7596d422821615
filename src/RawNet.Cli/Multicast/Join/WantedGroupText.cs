using RawNet.Cli.Common.Errors;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Join;

/// <summary>Groups to join as people type them: <c>GROUP</c>, <c>GROUP@SOURCE,...</c>, <c>GROUP@!SOURCE,...</c>.</summary>
internal sealed class WantedGroupText(GroupDialect dialect)
{
    /// <summary>One entry a group and filter; sources given apart belong together.</summary>
    /// <exception cref="UsageException">One sentence that says what would be right.</exception>
    public IReadOnlyList<WantedGroup> Read(IEnumerable<string> words) =>
    [
        .. words.Select(ReadOne).GroupBy(g => (g.Group, g.Filter))
            .Select(same => same.Key.Filter == FilterMode.Exclude && same.Any(g => g.Sources.Count == 0) && same.Count() > 1
                ? throw new UsageException($"{same.Key.Group} is given with and without sources to leave out")
                : new WantedGroup(same.Key.Group, same.Key.Filter, [.. same.SelectMany(g => g.Sources).Distinct()])),
    ];

    private WantedGroup ReadOne(string word)
    {
        (NetworkAddress group, FilterMode mode, IReadOnlyList<NetworkAddress> sources) = new RecordText(dialect).Wanted(word);
        return new(ToAddress(group), mode, [.. sources.Select(ToAddress)]);
    }

    private static System.Net.IPAddress ToAddress(NetworkAddress address) =>
        address.IsIpv4 ? address.ToIpv4().ToIPAddress() : address.ToIpv6().ToIPAddress();
}
