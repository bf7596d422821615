using RawNet.Cli.Groups;
using RawNet.Probing;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Joining;

/// <summary>Groups to join as people type them: <c>GROUP</c>, <c>GROUP@SOURCE,...</c>, <c>GROUP@!SOURCE,...</c>.</summary>
internal sealed class WantedGroupText(GroupDialect dialect)
{
    /// <summary>One entry a group and filter; sources given apart belong together.</summary>
    /// <exception cref="UsageException">One sentence that says what would be right.</exception>
    public IReadOnlyList<WantedGroup> Read(IEnumerable<string> words) =>
    [
        .. words.Select(ReadOne).GroupBy(g => (g.Group, g.Filter)).Select(same => same.Key.Filter == FilterMode.Exclude && same.Any(g => g.Sources.Count == 0) && same.Count() > 1
            ? throw new UsageException($"{same.Key.Group} is given with and without sources to leave out")
            : new WantedGroup(same.Key.Group, same.Key.Filter, [.. same.SelectMany(g => g.Sources).Distinct()])),
    ];

    private WantedGroup ReadOne(string word)
    {
        var text = new RecordText(dialect);
        string[] parts = word.Split('@', 2);
        NetworkAddress group = text.Address(parts[0]);
        if (!group.IsMulticast) throw new UsageException($"{group} is no multicast address; {(dialect == GroupDialect.Igmp ? "224.0.0.0 to 239.255.255.255" : "those that begin with ff")} are");
        string sources = parts.Length > 1 ? parts[1] : "!";
        bool excludes = sources.StartsWith('!') || sources.StartsWith('~');
        string[] addresses = sources.TrimStart('!', '~').Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 1 && addresses.Length == 0) throw new UsageException($"'{word}' names no source behind the @");
        return new(ToAddress(group), excludes ? FilterMode.Exclude : FilterMode.Include, [.. addresses.Select(a => ToAddress(text.Address(a)))]);
    }

    private static System.Net.IPAddress ToAddress(NetworkAddress address) => address.IsIpv4 ? address.ToIpv4().ToIPAddress() : address.ToIpv6().ToIPAddress();
}
