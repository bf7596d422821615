using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>accept, connect, connect_ex: each target.</summary>
internal static class ConnectingProbes
{
    private const int AnyEnd = 4 | 8 | 16; // POLLOUT, POLLERR, POLLHUP
    private static readonly object _error = new { level = Constants.SOL_SOCKET, name = 4 };

    /// <summary>A target: its name, the kinds that have it, what makes it, its address.</summary>
    private static readonly (string Name, Func<Kind, bool> Of, Func<Scene, IEnumerable<Step>> Make, Func<Kind, object> Address)[] _targets =
    [
        ("to a bound socket that does not listen", k => !k.IsPacket && !k.IsCan, s => s.PeerBound("r"), _ => "@P.r"),
        ("to a full listener", k => k.IsUnix && k.IsConnection,
            s => [.. s.PeerBound("r"), s.P("listen", "r", new { backlog = 0 }), s.PeerOpens("p"),
                s.P("connect", "p", new { address = "@P.r" })], _ => "@P.r"),
        ("to no such path", k => k.IsUnix, _ => [], _ => Path("{dir}/nobody")),
        ("to no such abstract name", k => k.IsUnix, _ => [], _ => Path("\0twin-nobody")),
        ("to an empty name", k => k.IsUnix, _ => [], _ => Path("")),
        ("to a file", k => k.IsUnix, s => [s.P("file", "", new { path = "{dir}/file" })], _ => Path("{dir}/file")),
        ("to a folder", k => k.IsUnix, _ => [], _ => Path("{dir}")),
        ("through a file", k => k.IsUnix, s => [s.P("file", "", new { path = "{dir}/file" })], _ => Path("{dir}/file/socket")),
        ("through a loop of links", k => k.IsUnix, s => [s.P("link", "", new { path = "{dir}/loop", target = "loop" })],
            _ => Path("{dir}/loop/socket")),
        ("to a left socket file", k => k.IsUnix,
            s => [s.PeerOpens("r"), s.P("bind", "r", new { address = Path("{dir}/left") }), s.P("close", "r")], _ => Path("{dir}/left")),
        ("to a path", k => k.IsUnix, s => [s.PeerOpens("r"), s.P("bind", "r", new { address = Path("{dir}/r") }), .. Listen(s, "r")],
            _ => Path("{dir}/r")),
        ("to another type", k => k.IsUnix, s => [s.P("socket", "r", new { family = 1, type = OtherType(s.Kind) }),
            s.P("bind", "r", new { address = Path("\0twin-other") })], _ => Path("\0twin-other")),
        ("to port 0", k => k.IsInternet, _ => [], k => Address(k, "{P}", "{P}", 0)),
        ("to every address", k => k.HasPorts, _ => [], k => Address(k, "0.0.0.0", "::", 9)),
        ("to a broadcast address", k => k.Family == Constants.AF_INET, _ => [], k => Address(k, "255.255.255.255", "", 9)),
        ("to a group", k => k.IsInternet, _ => [], k => Address(k, "239.1.2.3", "ff15::1", 9)),
        ("to a network without a route", k => k.IsInternet, _ => [], k => Address(k, "203.0.113.1", "2001:db8:ffff::1", 9)),
        ("to a mapped address", k => k is { IsInternet: true, Family: Constants.AF_INET6 }, _ => [],
            k => Address(k, "", "::ffff:{P4}", 9)),
        ("to a host that is not there", k => k.IsTcp, _ => [], k => States.Nobody(k)),
    ];

    public static IEnumerable<Probe> All { get; } =
    [
        new("accept", "one", Event.Connection, Accept),
        .. from function in (string[])["connect", "connect_ex"]
           from target in _targets
           select new Probe(function, target.Name, Event.Nothing,
               (cell, scene) => Connect(cell, scene, function, target.Make(scene), target.Address(scene.Kind),
                   target.Name == "to a host that is not there"))
           {
               Fits = (kind, state) => target.Of(kind) && state.Name == "fresh", MayWait = IsWaitedFor(target.Name)
           },
        .. from function in (string[])["connect", "connect_ex"]
           select new Probe(function, "to a listener", Event.Nothing, (cell, scene) => Connect(cell, scene, function,
               [.. scene.PeerBound("r"), .. Listen(scene, "r")], scene.Kind.IsPacket || scene.Kind.IsCan ? scene.ToPeer : "@P.r", false))
        {
            MayWait = (_, state) => state.Name is "fresh" or "connecting"
        },
    ];

    private static Func<Kind, State, bool> IsWaitedFor(string target) => target switch
    {
        "to a full listener" or "to a host that is not there" => (_, _) => true,
        "to a bound socket that does not listen" => (k, _) => k.IsTcp,
        _ => (_, _) => false,
    };

    private static IEnumerable<Step> Accept(Cell cell, Scene scene)
    {
        yield return scene.S("accept", "s", new { to = "a" });
        if (!cell.IsInShort)
            foreach (Step step in scene.PeerConnects("s"))
                yield return step with { IsMeanwhile = true };
        if (cell.State.Name is not "listening" and not "listening and asked")
            yield break;
        foreach (string question in (string[])["getpeername", "getsockname", "gettimeout", "is_nonblocking", "is_inheritable", "kind"])
            yield return scene.S(question, "a") with { IsIfDone = true };
    }

    private static IEnumerable<Step> Connect(Cell cell, Scene scene, string function, IEnumerable<Step> make, object address, bool isSilent)
    {
        foreach (Step step in make)
            yield return step with { IsPreparation = true };
        yield return scene.S(function, "s", new { address });
        if (!cell.IsInShort && cell.Probe.Name == "to a full listener")
            yield return scene.P("accept", "r", new { to = "x" }) with { IsMeanwhile = true };
        if (cell.Kind.IsTcp && !isSilent && cell.State.Name is "fresh" or "bound")
            yield return scene.Ready(AnyEnd);
        yield return scene.S("getsockopt", "s", _error);
        if (!isSilent)
            yield return scene.S("getpeername", "s");
        if (cell.Probe.Name != "to a full listener")
            yield return scene.S(function, "s", new { address });
    }

    private static IEnumerable<Step> Listen(Scene scene, string name) =>
        scene.Kind.IsConnection ? [scene.P("listen", name, new { backlog = 5 })] : [];

    private static object[] Path(string path) => ["unix", path];

    private static object[] Address(Kind kind, string ipv4, string ipv6, int port) =>
        kind.Family == Constants.AF_INET ? ["inet", ipv4, port] : ["inet6", ipv6, port, 0, 0];

    private static int OtherType(Kind kind) => kind.Type == Constants.SOCK_DGRAM ? Constants.SOCK_STREAM : Constants.SOCK_DGRAM;
}
