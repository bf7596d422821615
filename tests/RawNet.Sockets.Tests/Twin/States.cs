using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>The states: of sockets that are connected before they carry bytes, and of those that carry messages to anyone.</summary>
internal static class States
{
    public const string Text = "hello world";
    private const int SmallBuffer = 4096;
    private const int TcpIdle = 40; // of 15 ms: TCP asks a full receiver again after 200 ms, and then has a little room
    private const int Oob = 1;
    private static readonly object _abort = new { level = Constants.SOL_SOCKET, name = 13, value = "\u0001\0\0\0\0\0\0\0" }; // SO_LINGER

    public static IReadOnlyList<State> All { get; } = [.. Connections(), .. Endings(), .. Datagrams(), .. DatagramEndings(),
        new("as described", _ => true, _ => [], Arrival.Never) { IsOwn = true }];

    private static bool IsConnection(Kind kind) => kind.IsConnection;

    private static bool IsDatagram(Kind kind) => !kind.IsConnection;

    private static bool IsNamed(Kind kind) => kind is { IsConnection: true, IsPair: false };

    private static bool HasPeer(Kind kind) => IsDatagram(kind) && !kind.IsPacket && !kind.IsCan;

    private static IEnumerable<State> Connections() =>
    [
        new("fresh", IsNamed, s => [s.Open()], Arrival.IsThere),
        new("bound", IsNamed, s => s.Bound(), Arrival.IsThere),
        new("listening", IsNamed, s => s.Listening(), Arrival.IsThere),
        new("listening and asked", IsNamed, s => [.. s.Listening(), .. s.PeerConnects("s"), s.Ready(Scene.Readable)], Arrival.IsThere),
        new("connected", IsConnection, s => s.Connected(), Arrival.MayCome) { IsConnected = true },
        new("accepted", IsNamed, s => s.Accepted(), Arrival.MayCome) { IsConnected = true },
        new("with data", IsConnection, s => [.. s.Connected(), .. s.PeerSends(true, Text)], Arrival.IsThere) { IsConnected = true },
        new("with two messages", IsConnection,
            s => [.. s.Connected(), s.PeerSend(true, "one"), s.PeerSend(true, "two"), s.Ready(Scene.Readable)], Arrival.IsThere)
        {
            IsConnected = true
        },
        new("with urgent data", k => k.IsStream,
            s => [.. s.Connected(), .. s.PeerSends(true, "!", Oob, Scene.Urgent)], Arrival.MayCome) { IsConnected = true },
        new("full", IsConnection,
            s => [.. s.Connected(SmallBuffer), s.S("fill", "s", new { amount = 1000, idle = s.Kind.IsTcp ? TcpIdle : 2 })], Arrival.MayCome)
        {
            IsConnected = true, IsFull = true
        },
        new("connecting", k => k.IsTcp, s => [s.Open(), s.S("setblocking", "s", new { flag = false }),
            s.S("connect", "s", new { address = Nobody(s.Kind) }), s.S("setblocking", "s", new { flag = true })], Arrival.Never),
    ];

    private static IEnumerable<State> Endings() =>
    [
        new("half closed by the peer", IsConnection,
            s => [.. s.Connected(), s.P("shutdown", "p", new { how = 1 }), s.Ready(Scene.EndOfPeer)], Arrival.IsThere)
        {
            IsConnected = true
        },
        new("with data and half closed by the peer", IsConnection,
            s => [.. s.Connected(), s.PeerSend(true, Text), s.P("shutdown", "p", new { how = 1 }), s.Ready(Scene.EndOfPeer)],
            Arrival.IsThere)
        {
            IsConnected = true
        },
        new("closed by the peer", IsConnection,
            s => [.. s.Connected(), s.P("close", "p"), s.Ready(Scene.EndOfPeer)], Arrival.IsThere),
        new("reset", IsConnection, s => [.. s.Connected(), .. Reset(s), s.Ready(Scene.HungUp)], Arrival.IsThere),
        new("half closed for receiving", IsConnection,
            s => [.. s.Connected(), s.S("shutdown", "s", new { how = 0 })], Arrival.IsThere) { IsConnected = true },
        new("half closed for sending", IsConnection,
            s => [.. s.Connected(), s.S("shutdown", "s", new { how = 1 })], Arrival.MayCome) { IsConnected = true },
        new("shut down", IsConnection,
            s => [.. s.Connected(), s.S("shutdown", "s", new { how = 2 })], Arrival.IsThere) { IsConnected = true },
        new("closed", IsConnection, s => [.. s.Connected(), s.S("close", "s")], Arrival.IsThere),
        new("refused", k => k.IsTcp,
            s => [.. s.PeerBound("q"), s.Open(), s.S("setblocking", "s", new { flag = false }),
                s.S("connect", "s", new { address = "@P.q" }), s.Ready(Scene.HungUp), s.S("setblocking", "s", new { flag = true })],
            Arrival.IsThere),
    ];

    private static IEnumerable<State> Datagrams() =>
    [
        new("fresh", k => IsDatagram(k) && !k.IsPair, s => [.. s.PeerBound(), s.Open()], Arrival.Never),
        new("bound", k => IsDatagram(k) && !k.IsPair, s => [.. s.PeerBound(), .. s.Bound()], Arrival.MayCome),
        new("connected", HasPeer, s => s.Connected(), Arrival.MayCome) { IsConnected = true },
        new("bound with data", k => IsDatagram(k) && !k.IsPair,
            s => [.. s.PeerBound(), .. s.Bound(), .. s.PeerSends(false, Text)], Arrival.IsThere),
        new("with data", HasPeer, s => [.. s.Connected(), .. s.PeerSends(true, Text)], Arrival.IsThere) { IsConnected = true },
        new("with two messages", HasPeer,
            s => [.. s.Connected(), s.PeerSend(true, "one"), s.PeerSend(true, "two"), s.Ready(Scene.Readable)], Arrival.IsThere)
        {
            IsConnected = true
        },
        new("with an empty message", HasPeer, s => [.. s.Connected(), .. s.PeerSends(true, "")], Arrival.IsThere) { IsConnected = true },
        new("with a message of the unnamed", k => k.IsUnix && IsDatagram(k) && !k.IsPair,
            s => [s.PeerOpens("p"), .. s.Bound(), s.PeerSend(false, Text)], Arrival.IsThere),
        new("full", k => k.IsUnix && IsDatagram(k),
            s => [.. s.Connected(), s.S("fill", "s", new { amount = 100 })], Arrival.MayCome) { IsConnected = true, IsFull = true },
    ];

    private static IEnumerable<State> DatagramEndings() =>
    [
        new("half closed for receiving", HasPeer,
            s => [.. s.Connected(), s.S("shutdown", "s", new { how = 0 })], Arrival.IsThere) { IsConnected = true },
        new("half closed for sending", HasPeer,
            s => [.. s.Connected(), s.S("shutdown", "s", new { how = 1 })], Arrival.MayCome) { IsConnected = true },
        new("shut down", HasPeer, s => [.. s.Connected(), s.S("shutdown", "s", new { how = 2 })], Arrival.IsThere) { IsConnected = true },
        new("closed", IsDatagram, s => [s.Kind.IsPair ? s.S("pair", "s", new { family = s.Kind.Family, type = s.Kind.Type, to = "p" })
            : s.Open(), .. s.Kind.IsPair ? [] : s.PeerBound(), s.S("close", "s")], Arrival.IsThere),
        new("closed by the peer", k => k.IsUnix && IsDatagram(k), s => [.. s.Connected(), s.P("close", "p")], Arrival.Never),
        new("refused", k => k.HasPorts && IsDatagram(k),
            s => [.. s.Connected(), s.P("close", "p"), s.S("send", "s", new { data = "x" }), s.Ready(Scene.Error)], Arrival.IsThere),
    ];

    /// <summary>An address of the link that no host has.</summary>
    public static object[] Nobody(Kind kind) => kind.Family == Constants.AF_INET ? ["inet", "{nobody}", 9] : ["inet6", "{nobody}", 9, 0, 0];

    private static IEnumerable<Step> Reset(Scene s) => s.Kind.IsTcp
        ? [s.P("setsockopt", "p", _abort), s.P("close", "p")]
        : [s.S("send", "s", new { data = "unread" }), s.P("close", "p")];
}
