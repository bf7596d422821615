using System.Globalization;
using System.Net;
using System.Text.Json;
using RawNet.Lab;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Groups;

/// <summary>What the kernel of a host says of its own memberships, in /proc/net and by <c>ip maddress</c>.</summary>
internal static class KernelGroups
{
    /// <summary>Each group of the interface with its filter: <c>239.1.1.1 exclude()</c>. With one socket a group,
    /// a source is only in one of the two columns of mcfilter.</summary>
    public static SortedDictionary<string, string> Of(Host host)
    {
        // Linux begins both filter files with the newest group and shows none of the interface when that one has no
        // source: so the newest gets one.
        using MembershipSocket newest = Newest(host, "232.255.0.1", "198.18.0.9"), newest6 = Newest(host, "ff35::ffff", "2001:db8::9");
        Dictionary<string, List<string>> included = [], excluded = [];
        foreach (string file in (string[])["mcfilter", "mcfilter6"])
            foreach (string[] row in Rows(host, file).Where(r => r[1] == host.InterfaceName))
                Listed(row[4] != "0" ? included : excluded, Address(row[2])).Add(Address(row[3]));
        var groups = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string group in Groups(host))
            groups[group] = included.TryGetValue(group, out List<string>? only)
                ? $"include({Sorted(only)})"
                : $"exclude({Sorted(excluded.GetValueOrDefault(group, []))})";
        return groups;
    }

    /// <summary>The groups as <c>ip maddress</c> lists them.</summary>
    public static IEnumerable<string> ByIproute(Host host)
    {
        using var json = JsonDocument.Parse(host.Exec("ip", "-j", "maddress", "show", "dev", host.InterfaceName).Succeeded().Text);
        return [.. json.RootElement[0].GetProperty("maddr").EnumerateArray().Where(a => a.TryGetProperty("family", out _))
            .Select(a => IPAddress.Parse(a.GetProperty("address").GetString()!).ToString())];
    }

    public static string Sorted(IEnumerable<string> sources) => string.Join(',', sources.Order(StringComparer.Ordinal));

    private static MembershipSocket Newest(Host host, string group, string source) => host.Run(() =>
    {
        var address = IPAddress.Parse(group);
        var socket = MembershipSocket.Open(address.AddressFamily);
        socket.JoinSource(Link.ByName(host.InterfaceName), address, IPAddress.Parse(source));
        return socket;
    });

    // /proc/net/igmp has the groups of an interface indented below it, in the byte order of this machine.
    private static IEnumerable<string> Groups(Host host)
    {
        bool isHere = false;
        foreach (string line in Lines(host, "igmp"))
        {
            string[] words = Words(line);
            if (!line.StartsWith('\t')) isHere = words[1] == host.InterfaceName;
            else if (isHere)
                yield return new IPAddress(uint.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();
        }
        foreach (string[] row in Rows(host, "igmp6"))
            if (row[1] == host.InterfaceName) yield return Address(row[2]);
    }

    private static IEnumerable<string[]> Rows(Host host, string file) => Lines(host, file).Select(Words);

    private static IEnumerable<string> Lines(Host host, string file)
    {
        string[] lines = host.Run(() => File.ReadAllLines($"/proc/thread-self/net/{file}"));
        return lines.Where(l => !l.StartsWith("Idx", StringComparison.Ordinal));
    }

    private static string[] Words(string line) => line.Split((char[])[' ', '\t', ':'], StringSplitOptions.RemoveEmptyEntries);

    private static string Address(string hex) =>
        new IPAddress(Convert.FromHexString(hex.Replace("0x", "", StringComparison.Ordinal))).ToString();

    private static List<string> Listed(Dictionary<string, List<string>> lists, string group)
    {
        if (!lists.TryGetValue(group, out List<string>? list)) lists[group] = list = [];
        return list;
    }
}
