using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>Control messages in every room between none and enough, alone and two of them, and descriptors in every number.</summary>
internal static class AncillaryProbes
{
    private const int Ip6 = 41, HopLimit = 52, TrafficClass = 67, ReceiveHopLimit = 51, ReceiveTrafficClass = 66;
    private const int General = Constants.SOL_SOCKET, Rights = 1;
    private const int SystemDefault = -1;

    // On a machine of 64 bits a header is 16 bytes, a number with its header 20, and 24 with what follows it.
    private static readonly int[] _roomsOfOne = [1, 8, 15, 19, 24], _roomsOfTwo = [200, 48, 43, 39, 32, 25, 24];
    private static readonly (int Count, int Room)[] _rooms =
        [(1, 200), (1, 32), (1, 16), (1, 15), (1, 8), (1, 1), (1, 0), (2, 17), (2, 20), (2, 23), (4, 200), (4, 32), (10, 200)];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from room in _roomsOfOne
           select Probe.Own("recvmsg", $"IPV6_RECVHOPLIMIT in {room} bytes", IsDatagram6, (_, s) =>
               [.. s.Connected(), Asked(s.S, "s", ReceiveHopLimit), s.PeerSend(true, "hello"), Received(s, room)]),
        .. from room in _roomsOfTwo
           select Probe.Own("recvmsg", $"IPV6_RECVHOPLIMIT and IPV6_RECVTCLASS in {room} bytes", IsDatagram6, (_, s) =>
               [.. s.Connected(), Asked(s.S, "s", ReceiveHopLimit), Asked(s.S, "s", ReceiveTrafficClass), s.PeerSend(true, "hello"),
                Received(s, room)]),
        Probe.Own("sendmsg", "IPV6_TCLASS and IPV6_HOPLIMIT", IsDatagram6, (_, s) => SendsBoth(s, SystemDefault)),
        Probe.Own("sendmsg", "IPV6_TCLASS one byte too long and IPV6_HOPLIMIT", IsDatagram6,
            (_, s) => SendsBoth(s, "\u00ff\u00ff\u00ff\u00ff\0")),
        .. from way in _rooms
           select Probe.Own("recvmsg", $"SCM_RIGHTS of {way.Count} in {way.Room} bytes", k => k.IsUnix, (_, s) =>
               [.. Passed(s, way.Count, names => [Descriptors(names)]), Received(s, way.Room)]),
        .. from room in (int[])[200, 48]
           select Probe.Own("recvmsg", $"SCM_RIGHTS apart in {room} bytes", k => k.IsUnix, (_, s) =>
               [.. Passed(s, 2, names => [Descriptors(names[0]), Descriptors(names[1])]), Received(s, room)]),
        Probe.Own("recvmsg", "SCM_RIGHTS of none", k => k.IsUnix, (_, s) => [.. Passed(s, 1, _ => [Bytes("")]), Received(s, 200)]),
        Probe.Own("recvmsg", "SCM_RIGHTS of a part of a number", k => k.IsUnix,
            (_, s) => [.. Passed(s, 1, _ => [Bytes("\u00ab\u00aa\u00ff")]), Received(s, 200)]),
        Probe.Own("recvmsg", "SCM_RIGHTS of one and a part, and of one more", k => k.IsUnix,
            (_, s) => [.. Passed(s, 1, names => [Bytes("\0\0\0\0\u00ab\u00aa\u00ff"), Descriptors(names)]), Received(s, 200)]),
        Probe.Own("recvmsg", "SCM_RIGHTS of ten, each used", k => k.IsUnix, (_, s) =>
            [.. Passed(s, 10, names => [Descriptors(names)]), Received(s, 200), .. Enumerable.Range(0, 10).SelectMany(i => Used(s, i))]),
    ];

    private static bool IsDatagram6(Kind kind) => kind.Family == Constants.AF_INET6 && !kind.IsConnection;

    private static Step Asked(Func<string, string, object?, Step> by, string on, int name) =>
        by("setsockopt", on, new { level = Ip6, name, value = 1 });

    // Only of what was sent: no other message would come.
    private static Step Received(Scene scene, int control) =>
        scene.S("recvmsg", "s", new { size = 100, control }) with { IsIfDone = true };

    private static IEnumerable<Step> SendsBoth(Scene s, object trafficClass) =>
    [
        .. s.Connected(), Asked(s.P, "p", ReceiveHopLimit), Asked(s.P, "p", ReceiveTrafficClass),
        s.S("sendmsg", "s", new { data = "hello", control = new object[] { Number(TrafficClass, trafficClass), Number(HopLimit, 2) } }),
        s.P("recvmsg", "p", new { size = 100, control = 200 }) with { IsIfDone = true },
    ];

    private static object[] Number(int name, object value) => [Ip6, name, value];

    private static object[] Descriptors(params string[] names) => [General, Rights, names];

    private static object[] Bytes(string bytes) => [General, Rights, bytes];

    /// <summary>The peer passes one end of each of so many pairs.</summary>
    private static IEnumerable<Step> Passed(Scene scene, int count, Func<string[], object[]> control)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"a{i}")];
        return
        [
            .. scene.Connected(), .. names.Select((name, i) => scene.P("pair", name, new { family = 1, type = 1, to = $"b{i}" })),
            scene.P("sendmsg", "p", new { data = "take", control = control(names) })
        ];
    }

    private static IEnumerable<Step> Used(Scene scene, int i) =>
    [
        scene.S("from_descriptor", $"n{i}", new { of = $"s.{i}" }), scene.P("send", $"b{i}", new { data = $"through {i}" }),
        scene.S("recv", $"n{i}", new { size = 100 })
    ];
}
