using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>bind, listen, shutdown, close and the two names.</summary>
internal static class NamingProbes
{
    private const int ReuseAddress = 2, ReusePort = 15;

    private static readonly (string Name, Func<Kind, bool> Of, Func<Scene, IEnumerable<Step>> Make, Func<Kind, object> Address)[] _names =
    [
        ("to its host", k => !k.IsUnix, _ => [], k => k.Local("{S}")),
        ("to every address", k => k.IsInternet, _ => [], k => Address(k, "0.0.0.0", "::", 0)),
        ("to a low port", k => k.HasPorts, _ => [], k => Address(k, "{S}", "{S}", 99)),
        ("to an address of another host", k => k.IsInternet, _ => [], k => Address(k, "203.0.113.1", "2001:db8:ffff::1", 0)),
        ("to a broadcast address", k => k.Family == Constants.AF_INET, _ => [], k => Address(k, "255.255.255.255", "", 0)),
        ("to a group", k => k.IsInternet, _ => [], k => Address(k, "239.1.2.3", "ff15::1", 0)),
        ("to what the peer has", k => k.HasPorts || k.IsUnix, s => s.PeerBound("r"), _ => "@P.r"),
        ("to what the peer listens on", k => k.HasPorts && k.IsConnection,
            s => [.. Reusing(s, ReuseAddress, "r"), s.P("listen", "r")], _ => "@P.r"),
        ("to what the peer has, SO_REUSEADDR", k => k.HasPorts, s => Reusing(s, ReuseAddress, "r"), _ => "@P.r"),
        ("to what the peer has, SO_REUSEPORT", k => k.HasPorts, s => Reusing(s, ReusePort, "r"), _ => "@P.r"),
        ("to a mapped address", k => k.HasPorts && k.Family == Constants.AF_INET6, _ => [], k => Address(k, "", "::ffff:{S4}", 0)),
        ("to a scoped address", k => k.Family == Constants.AF_INET6, _ => [],
            _ => new object[] { "inet6", "{S link}", 0, 0, "{if index}" }),
        ("to a link-local address without a scope", k => k.Family == Constants.AF_INET6, _ => [], k => Address(k, "", "{S link}", 0)),
        ("to a new path", k => k.IsUnix, _ => [], _ => Path("{dir}/new")),
        ("to an abstract name", k => k.IsUnix, _ => [], _ => Path("\0twin\0name\u00e4")),
        ("to a name that the kernel chooses", k => k.IsUnix, _ => [], _ => Path("")),
        ("to a file", k => k.IsUnix, s => [s.P("file", "", new { path = "{dir}/file" })], _ => Path("{dir}/file")),
        ("in no such folder", k => k.IsUnix, _ => [], _ => Path("{dir}/nothing/new")),
        ("through a file", k => k.IsUnix, s => [s.P("file", "", new { path = "{dir}/file" })], _ => Path("{dir}/file/new")),
        ("through a loop of links", k => k.IsUnix, s => [s.P("link", "", new { path = "{dir}/loop", target = "loop" })],
            _ => Path("{dir}/loop/new")),
        ("in a file system of the kernel's", k => k.IsUnix, _ => [], _ => Path("/proc/twin")),
        ("to the longest path", k => k.IsUnix, _ => [], _ => Path("/" + new string('x', 106))),
        ("to no such interface", k => k.IsPacket, _ => [], _ => new object[] { "packet", "nothing0", Kind.EtherType }),
    ];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from name in _names
           select new Probe("bind", name.Name, Event.Nothing, (_, scene) => Bind(scene, name.Make(scene), name.Address(scene.Kind)))
           {
               Fits = (kind, state) => state.Name == "fresh" && name.Of(kind)
           },
        new("bind", "once more", Event.Nothing, (cell, scene) => Bind(scene, [], cell.Kind.Local("{S}", "again"))),
        .. from backlog in (int[])[5, 0, -1]
           select new Probe("listen", $"backlog {backlog}", Event.Nothing, (_, scene) => Listen(scene, backlog)),
        .. from how in Enumerable.Range(0, 4)
           select new Probe("shutdown", $"how {how}", Event.Nothing, (cell, scene) => Shutdown(cell, scene, how)),
        new("getsockname", "of it", Event.Nothing, (_, scene) => [scene.S("getsockname", "s")]),
        new("getpeername", "of it", Event.Nothing, (_, scene) => [scene.S("getpeername", "s")]),
        new("close", "once", Event.Nothing, (cell, scene) => Close(cell, scene, 1)),
        new("close", "twice", Event.Nothing, (cell, scene) => Close(cell, scene, 2)),
        new("fileno", "of it", Event.Nothing, (_, scene) => [scene.S("descriptor", "s"), scene.S("kind", "s")]),
    ];

    private static IEnumerable<Step> Bind(Scene scene, IEnumerable<Step> make, object address)
    {
        foreach (Step step in make)
            yield return step with { IsPreparation = true };
        yield return scene.S("bind", "s", new { address });
        yield return scene.S("getsockname", "s") with { IsIfDone = true };
        if (address is object[] and ["unix", string path] && path.StartsWith("{dir}", StringComparison.Ordinal))
            yield return scene.P("exists", "", new { path });
        if (scene.Kind.IsConnection)
            yield return scene.S("listen", "s", new { backlog = 1 });
        yield return scene.S("close", "s");
    }

    private static IEnumerable<Step> Reusing(Scene scene, int option, string name) =>
    [
        scene.S("setsockopt", "s", new { level = Constants.SOL_SOCKET, name = option, value = 1 }),
        scene.PeerOpens(name),
        scene.P("setsockopt", name, new { level = Constants.SOL_SOCKET, name = option, value = 1 }),
        scene.P("bind", name, new { address = scene.Kind.Local("{P}", name) }),
        scene.P("getsockname", name),
    ];

    private static IEnumerable<Step> Listen(Scene scene, int backlog) =>
    [
        scene.S("listen", "s", new { backlog }),
        scene.S("getsockopt", "s", new { level = Constants.SOL_SOCKET, name = 30 }), // SO_ACCEPTCONN
        scene.S("getsockname", "s"),
    ];

    private static IEnumerable<Step> Shutdown(Cell cell, Scene scene, int how)
    {
        yield return scene.S("shutdown", "s", new { how });
        if (cell.State is { IsConnected: true, IsFull: false } && cell.Kind.IsConnection && how is 1 or 2)
            yield return scene.P("receive_exactly", "p", new { size = 100 }) with { IsIfDone = true };
        if (cell.State.Name == "closed")
            yield break;
        yield return scene.S("send", "s", new { data = scene.Message("x"), flags = (int)MessageFlags.DontWait });
        yield return scene.S("recv", "s", new { size = 100, flags = (int)MessageFlags.DontWait });
    }

    private static IEnumerable<Step> Close(Cell cell, Scene scene, int times)
    {
        for (int i = 0; i < times; i++)
            yield return scene.S("close", "s");
        yield return scene.S("descriptor", "s");
        if (cell.State.IsConnected && cell.Kind.IsConnection && cell.State.Name != "full")
            yield return scene.P("recv", "p", new { size = 100 });
    }

    private static object[] Path(string path) => ["unix", path];

    private static object[] Address(Kind kind, string ipv4, string ipv6, int port) =>
        kind.Family == Constants.AF_INET ? ["inet", ipv4, port] : ["inet6", ipv6, port, 0, 0];
}
