using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>recvmsg and sendmsg with control messages.</summary>
internal static class ControlProbes
{
    private const int General = Constants.SOL_SOCKET, Ip = 0, Ip6 = 41, Rights = 1, ErrorQueue = 0x2000, Peek = 2, CloseOnExec = 0x40000000;

    /// <summary>What an option delivers: its level and number, and the kinds that have it.</summary>
    private static readonly (string Name, int Level, int Number, Func<Kind, bool> Of)[] _delivered =
    [
        ("IP_RECVTTL", Ip, 12, IsDatagram4), ("IP_RECVTOS", Ip, 13, IsDatagram4), ("IP_PKTINFO", Ip, 8, IsDatagram4),
        ("IP_RECVOPTS", Ip, 6, IsDatagram4), ("IP_RETOPTS", Ip, 7, IsDatagram4),
        ("IPV6_RECVHOPLIMIT", Ip6, 51, IsDatagram6), ("IPV6_RECVTCLASS", Ip6, 66, IsDatagram6),
        ("IPV6_RECVPKTINFO", Ip6, 49, IsDatagram6), ("IPV6_RECVFRAGSIZE", Ip6, 77, IsDatagram6),
        ("SO_TIMESTAMP", General, 29, IsMessage), ("SO_TIMESTAMPNS", General, 35, IsMessage), ("SO_RXQ_OVFL", General, 40, IsMessage),
        ("SO_PASSCRED", General, 16, k => k.IsUnix), ("SO_PRIORITY's SO_RCVPRIORITY", General, 82, IsMessage),
        ("SO_PASSPIDFD", General, 76, k => false),
    ];

    private static readonly (string Name, int Level, int Number, object Value, int Asked, Func<Kind, bool> Of)[] _sent =
    [
        ("IP_TTL", Ip, 2, 33, 12, IsDatagram4), ("IP_TOS", Ip, 1, 0x48, 13, IsDatagram4), ("IP_TTL of 0", Ip, 2, 0, 12, IsDatagram4),
        ("IP_TTL of 256", Ip, 2, 256, 12, IsDatagram4), ("IPV6_HOPLIMIT", Ip6, 52, 33, 51, IsDatagram6),
        ("IPV6_TCLASS", Ip6, 67, 0x48, 66, IsDatagram6), ("IPV6_HOPLIMIT of 256", Ip6, 52, 256, 51, IsDatagram6),
        ("an unknown number", Ip, 99, 1, 12, IsDatagram4), ("an unknown number", Ip6, 199, 1, 51, IsDatagram6),
        ("one byte too few", Ip, 2, "\u0001\u0002", 12, IsDatagram4), ("another level", 250, 1, 1, 12, IsDatagram4),
    ];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from option in _delivered
           from size in (int[])[200, 20, 0]
           select Probe.Own("recvmsg", $"{option.Name} in {size} bytes", option.Of, (_, s) =>
               [.. s.Connected(), Set(s, option.Level, option.Number), s.PeerSend(true, "hello"),
                s.S("recvmsg", "s", new { size = 100, control = size })]),
        .. from option in _delivered
           select Probe.Own("recvmsg", $"{option.Name} without a connection", k => option.Of(k) && !k.IsConnection && !k.IsPair, (_, s) =>
               [.. s.PeerBound(), .. s.Bound(), Set(s, option.Level, option.Number), s.PeerSend(false, "hello"),
                s.S("recvmsg", "s", new { size = 3, control = 200 })]),
        .. from message in _sent
           select Probe.Own("sendmsg", $"{message.Name} at level {message.Level}", message.Of, (_, s) =>
               [.. s.Connected(), s.P("setsockopt", "p", new { level = message.Level, name = message.Asked, value = 1 }),
                s.S("sendmsg", "s", new { data = "hello", control = new[] { new[] { message.Level, message.Number, message.Value } } }),
                s.P("recvmsg", "p", new { size = 100, control = 200 }) with { IsIfDone = true }]),
        .. from control in (int[])[100, 24, 16, 8, 0]
           from flags in (int[])[0, CloseOnExec, Peek]
           select Probe.Own("recvmsg", $"SCM_RIGHTS in {control} bytes, flags {flags:x}", k => k.IsUnix,
               (_, s) => Received(s, control, flags, 2)),
        Probe.Own("recvmsg", "SCM_RIGHTS, used", k => k.IsUnix, (_, s) =>
            [.. Received(s, 100, 0, 1), s.S("from_descriptor", "n", new { of = "s.0" }), s.S("kind", "n"),
             s.P("send", "b", new { data = "through" }), s.S("recv", "n", new { size = 10 })]),
        Probe.Own("sendmsg", "SCM_RIGHTS", k => k.IsUnix, (_, s) =>
            [.. s.Connected(), s.S("pair", "a", new { family = 1, type = 1, to = "b" }), SendRights(s.S, "s", "a", "b"),
             s.P("recvmsg", "p", new { size = 100, control = 100 }), s.P("from_descriptor", "n", new { of = "p.0" }),
             s.S("send", "b", new { data = "through" }), s.P("recv", "n", new { size = 10 })]),
        Probe.Own("sendmsg", "SCM_RIGHTS without data", k => k.IsUnix, (_, s) =>
            [.. s.Connected(), s.S("pair", "a", new { family = 1, type = 1, to = "b" }),
             s.S("sendmsg", "s", new { data = "", control = new object[] { new object[] { General, Rights, new[] { "a" } } } })]),
        Probe.Own("sendmsg", "SCM_CREDENTIALS", k => k.IsUnix, (_, s) =>
            [.. s.Connected(), s.P("setsockopt", "p", new { level = General, name = 16, value = 1 }),
             s.S("sendmsg", "s", new { data = "hello", control = new object[] { new object[] { General, 2, "credentials" } } }),
             s.P("recvmsg", "p", new { size = 100, control = 100 })]),
        Probe.Own("sendmsg", "SCM_CREDENTIALS that are too short", k => k.IsUnix, (_, s) =>
            [.. s.Connected(),
                s.S("sendmsg", "s", new { data = "hello", control = new object[] { new object[] { General, 2, "1234" } } })]),
        .. from length in (int[])[200, 30, 0]
           select Probe.Own("recvmsg", $"MSG_ERRQUEUE in {length} bytes", k => k.HasPorts && !k.IsConnection, (_, s) =>
               [.. s.Connected(), Set(s, s.Kind.Family == Constants.AF_INET ? Ip : Ip6, s.Kind.Family == Constants.AF_INET ? 11 : 25),
                s.P("close", "p"), s.S("send", "s", new { data = "lost" }), s.Ready(Scene.Error), s.S("recv", "s", new { size = 10 }),
                s.S("recvmsg", "s", new { size = 100, control = length, flags = ErrorQueue }),
                s.S("recvmsg", "s", new { size = 100, control = length, flags = ErrorQueue })]),
        Probe.Own("recvmsg", "two options", k => IsDatagram4(k), (_, s) =>
            [.. s.Connected(), Set(s, Ip, 12), Set(s, Ip, 13), Set(s, Ip, 8), s.PeerSend(true, "hello"),
             s.S("recvmsg", "s", new { size = 100, control = 200, flags = Peek }), s.S("recvmsg", "s", new { size = 100, control = 40 })]),
    ];

    private static bool IsMessage(Kind kind) => !kind.IsConnection && !kind.IsPacket && !kind.IsPair;

    private static bool IsDatagram4(Kind kind) => kind.Family == Constants.AF_INET && !kind.IsConnection;

    private static bool IsDatagram6(Kind kind) => kind.Family == Constants.AF_INET6 && !kind.IsConnection;

    private static Step Set(Scene scene, int level, int name) => scene.S("setsockopt", "s", new { level, name, value = 1 });

    private static Step SendRights(Func<string, string, object?, Step> by, string on, params string[] names) =>
        by("sendmsg", on, new { data = "take", control = new object[] { new object[] { General, Rights, names } } });

    private static IEnumerable<Step> Received(Scene scene, int control, int flags, int count) =>
    [
        .. scene.Connected(), scene.P("pair", "a", new { family = 1, type = 1, to = "b" }),
        count == 2 ? SendRights(scene.P, "p", "a", "b") : SendRights(scene.P, "p", "a"),
        scene.S("recvmsg", "s", new { size = 100, control, flags })
    ];
}
