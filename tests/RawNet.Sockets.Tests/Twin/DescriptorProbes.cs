using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>socket, socketpair, fileno=, fromfd, dup and detach.</summary>
internal static class DescriptorProbes
{
    private static readonly int[] _protocols = [0, 1, 2, 6, 17, 58, 132, 136, 253, 255, 256, 262, 9999];
    private static readonly int[] _types = [0, 3, 4, 5, 6, 10, 99];
    private static readonly int[] _families = [0, 3, 9, 16, 38, 40, 46, 99];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from protocol in _protocols
           select Probe.Own("socket", $"protocol {protocol}", k => !k.IsPair && k.Protocol == 0,
               (_, s) => [s.S("socket", "s", new { family = s.Kind.Family, type = s.Kind.Type, protocol }), .. Told(s, "s")]),
        .. from type in _types
           select Probe.Own("socket", $"type {type}",
                k => k.Type == Constants.SOCK_DGRAM && !k.IsPair && k.Protocol != Constants.IPPROTO_UDPLITE,
               (_, s) => [s.S("socket", "s", new { family = s.Kind.Family, type, protocol = 0 }), .. Told(s, "s")]),
        .. from family in _families
           select Probe.Own("socket", $"family {family}", k => k.Name is "inet stream" or "inet dgram",
               (_, s) => [s.S("socket", "s", new { family, type = s.Kind.Type, protocol = 0 }), .. Told(s, "s")]),
        Probe.Own("socketpair", "of the kind", k => !k.IsPair,
            (_, s) => [s.S("pair", "s", new { family = s.Kind.Family, type = s.Kind.Type, to = "p" }), .. Told(s, "s"), .. Told(s, "p")]),
        Probe.Own("socket(fileno=)", "of a detached one", k => !k.IsPair,
            (_, s) => [s.Open(), s.S("detach", "s", new { to = "x" }), s.S("from_descriptor", "n", new { of = "x" }), .. Told(s, "n")]),
        Probe.Own("socket(fileno=)", "of no descriptor", k => k.Name == "inet stream",
            (_, s) => [s.S("from_descriptor", "n", new { number = 9999 })]),
        Probe.Own("socket(fileno=)", "of no socket", k => k.Name == "inet stream",
            (_, s) => [s.S("from_descriptor", "n", new { number = 0 })]),
        Probe.Own("fromfd", "of one that does not wait", k => !k.IsPair,
            (_, s) => [s.Open(), s.S("setblocking", "s", new { flag = false }), s.S("from_duplicate", "n", new { of = "s" }),
                .. Told(s, "n"),
                s.S("close", "s"), s.S("descriptor", "n"), s.S("recv", "n", new { size = 10 })]),
        Probe.Own("fromfd", "used after the first is closed", k => k.IsConnection, (_, s) => Used(s, "from_duplicate")),
        Probe.Own("dup", "used after the first is closed", k => k.IsConnection, (_, s) => Used(s, "dup")),
        Probe.Own("dup", "of a closed one", k => !k.IsPair, (_, s) => [s.Open(), s.S("close", "s"), s.S("dup", "s", new { to = "n" })]),
        Probe.Own("dup", "with a timeout", k => !k.IsPair, (_, s) =>
            [s.Open(), s.S("settimeout", "s", new { seconds = 5 }), s.S("dup", "s", new { to = "n" }), .. Told(s, "n"),
             s.S("settimeout", "n", new { seconds = (double?)null }), .. Told(s, "s")]),
        Probe.Own("detach", "a socket in use", k => k.IsConnection, (_, s) =>
            [.. s.Connected(), s.S("detach", "s", new { to = "x" }), s.S("descriptor", "s"), s.S("send", "s", new { data = "a" }),
             s.S("getsockname", "s"), s.S("close", "s"), s.S("from_descriptor", "n", new { of = "x" }), .. Told(s, "n"),
             s.S("send", "n", new { data = "b" }), s.P("recv", "p", new { size = 10 })]),
        Probe.Own("detach", "twice", k => !k.IsPair,
            (_, s) => [s.Open(), s.S("detach", "s", new { to = "x" }), s.S("detach", "s", new { to = "y" })]),
    ];

    private static IEnumerable<Step> Told(Scene scene, string name) =>
        from question in (string[])["kind", "gettimeout", "getblocking", "is_nonblocking", "is_inheritable"]
        select scene.S(question, name);

    private static IEnumerable<Step> Used(Scene scene, string call) =>
    [
        .. scene.Connected(), call == "dup" ? scene.S("dup", "s", new { to = "n" }) : scene.S("from_duplicate", "n", new { of = "s" }),
        scene.S("close", "s"), scene.S("send", "n", new { data = "hello" }), scene.P("recv", "p", new { size = 10 }),
        scene.P("send", "p", new { data = "hi" }), scene.S("recv", "n", new { size = 10 }), scene.S("getpeername", "n"),
        scene.S("close", "n"), scene.P("recv", "p", new { size = 10 })
    ];
}
