using System.Diagnostics;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>FRR's zebra and pimd in a lab host: a router that other people wrote.</summary>
internal sealed class Frr : IDisposable
{
    private const string Programs = "/usr/lib/frr/";
    private readonly string _folder = Directory.CreateTempSubdirectory("rn-frr-").FullName;
    private readonly RunningPeer _zebra;
    private readonly RunningPeer _pimd;
    private readonly string _interface;

    public Frr(Host host)
    {
        _interface = host.InterfaceName;
        File.WriteAllText(Path.Combine(_folder, "zebra.conf"), "");
        File.WriteAllText(Path.Combine(_folder, "pimd.conf"),
            $"interface {_interface}\n ip igmp query-interval 5\n ip igmp query-max-response-time 20\n ip igmp\n ip pim\n");
        Peer.Run("chown", ["-R", "frr:frr", _folder]).Succeeded();
        _zebra = Start(host, "zebra");
        Wait(() => File.Exists(Path.Combine(_folder, "z.sock")), "zebra's socket");
        _pimd = Start(host, "pimd");
        Wait(() => File.Exists(Path.Combine(_folder, "pimd.vty")), "pimd's socket");
    }

    /// <summary>Skips the test where there is no FRR.</summary>
    public static void Able()
    {
        Lend.Able();
        Assert.SkipUnless(File.Exists(Programs + "pimd"), "frr is not installed on this machine");
    }

    /// <summary>Waits until a line for each group reads "group mode source,source": a source that is not forwarded has a minus.</summary>
    public void WaitForGroups(params string[] expected) =>
        Wait(() => Groups().SequenceEqual(expected), () => $"[{string.Join("; ", expected)}], pimd has [{string.Join("; ", Groups())}]");

    /// <summary>Waits until FRR takes this router for the querier.</summary>
    public void WaitForQuerier(string address) => Wait(
        () => Ask("show ip igmp interface json").GetProperty(_interface).TryGetProperty("querierIp", out JsonElement ip)
            && ip.GetString() == address,
        $"the querier {address}");

    public void Dispose()
    {
        _pimd.Dispose();
        _zebra.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private RunningPeer Start(Host host, string program) => host.Start(
        Programs + program, "-f", Path.Combine(_folder, program + ".conf"), "-i", Path.Combine(_folder, program + ".pid"),
        "-z", Path.Combine(_folder, "z.sock"), "--vty_socket", _folder);

    private List<string> Groups()
    {
        var lines = new List<string>();
        if (!Ask("show ip igmp groups json").TryGetProperty(_interface, out JsonElement table)) return lines;
        bool hasSources = Ask("show ip igmp sources json").TryGetProperty(_interface, out JsonElement sources);
        foreach (JsonElement group in table.GetProperty("groups").EnumerateArray()
            .OrderBy(g => g.GetProperty("group").GetString(), StringComparer.Ordinal))
        {
            string name = group.GetProperty("group").GetString()!;
            IEnumerable<string> listed = hasSources && sources.TryGetProperty(name, out JsonElement of)
                ? of.GetProperty("sources")
                    .EnumerateArray()
                    .Select(s => (s.GetProperty("forwarded").GetBoolean() ? "" : "-") + s.GetProperty("source").GetString())
                    .Order(StringComparer.Ordinal)
                : [];
            lines.Add($"{name} {group.GetProperty("mode").GetString()} {string.Join(',', listed)}");
        }
        return lines;
    }

    private JsonElement Ask(string command)
    {
        PeerResult said = Peer.Run("vtysh", ["--vty_socket", _folder, "-c", command]);
        return said.ExitCode == 0 && said.Text.TrimStart().StartsWith('{')
            ? JsonDocument.Parse(said.Text).RootElement
            : JsonDocument.Parse("{}").RootElement;
    }

    private static void Wait(Func<bool> reached, string what) => Wait(reached, () => what);

    private static void Wait(Func<bool> reached, Func<string> what)
    {
        var clock = Stopwatch.StartNew();
        while (!reached())
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(25)) throw new TimeoutException($"waited for {what()}");
            Thread.Sleep(200);
        }
    }
}
