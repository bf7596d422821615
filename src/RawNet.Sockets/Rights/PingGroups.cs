using System.Globalization;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Who may open ping sockets: the groups of net.ipv4.ping_group_range (icmp(7)).</summary>
public static class PingGroups
{
    private const string Everybody = "0 2147483647";

    /// <summary>The command line that admits everybody, or in a user namespace everybody in it: the kernel takes no range
    /// whose ends it does not map.</summary>
    public static string Admit => Superuser.Line($"sysctl -w net.ipv4.ping_group_range='{Range()}'");

    // user_namespaces(7): first group inside, first outside, count. Outside of any user namespace one line maps all.
    private static string Range()
    {
        if (!File.Exists("/proc/self/gid_map")) return Everybody;
        long own = PrivilegeCall.Group();
        foreach (string line in File.ReadLines("/proc/self/gid_map"))
        {
            long[] numbers =
            [
                .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => long.Parse(word, CultureInfo.InvariantCulture))
            ];
            (long first, long last) = (numbers[0], numbers[0] + numbers[2] - 1);
            if (first == 0 && last >= int.MaxValue) return Everybody;
            if (own >= first && own <= last) return string.Create(CultureInfo.InvariantCulture, $"{first} {last}");
        }
        return Everybody;
    }
}
