using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>Waits that end otherwise than by what they wait for, and what makes a call wait.</summary>
internal static class WaitingProbes
{
    private const int General = Constants.SOL_SOCKET, DontWait = (int)MessageFlags.DontWait, WaitAll = (int)MessageFlags.WaitAll;
    private const string FiftyMilliseconds = "\0\0\0\0\0\0\0\0\u0050\u00c3\0\0\0\0\0\0";

    public static IEnumerable<Probe> All { get; } = ((Probe[])
    [
        Probe.Own("recv", "shut down by another thread while it waits", k => k.IsConnection, (cell, s) =>
            [.. s.Connected(), .. cell.ModeSteps(s), s.S("recv", "s", new { size = 10 }),
             .. Meanwhile(cell, s.H("shutdown", "s", new { how = 0 }))]) with { MayWait = (_, _) => true },
        Probe.Own("recv", "SO_RCVTIMEO", k => !k.IsPair && !k.IsPacket, (cell, s) =>
            [.. s.Connected(), s.S("setsockopt", "s", new { level = General, name = 20, value = FiftyMilliseconds }),
             s.S("recv", "s", new { size = 10 })]),
        Probe.Own("accept", "SO_RCVTIMEO", k => k is { IsConnection: true, IsPair: false }, (cell, s) =>
            [.. s.Listening(), s.S("setsockopt", "s", new { level = General, name = 20, value = FiftyMilliseconds }),
             s.S("accept", "s", new { to = "a" })]),
        Probe.Own("send", "SO_SNDTIMEO when it is full", k => k.IsConnection, (cell, s) =>
            [.. s.Connected(4096), s.S("fill", "s", new { amount = 1000 }),
             s.S("setsockopt", "s", new { level = General, name = 21, value = FiftyMilliseconds }),
                s.S("send", "s", new { amount = 1000 })]),
        Probe.Own("recv", "SO_RCVLOWAT with a timeout", k => k.Name == "inet stream", (_, s) =>
            [.. s.Connected(), s.S("setsockopt", "s", new { level = General, name = 18, value = 8 }), s.PeerSend(true, "hello"),
             s.S("settimeout", "s", new { seconds = 30 }), s.S("recv", "s", new { size = 100 }),
             s.PeerSend(true, "later, more") with { IsMeanwhile = true }]),
        Probe.Own("recv", "SO_RCVLOWAT", k => k.IsStream, (cell, s) =>
            [.. s.Connected(), s.S("setsockopt", "s", new { level = General, name = 18, value = 8 }), s.PeerSend(true, "hello"),
             s.S("recv", "s", new { size = 100 }), s.PeerSend(true, "later, more") with { IsMeanwhile = true }]),
        Probe.Own("recv", "O_NONBLOCK set by a duplicate", k => k.IsConnection, (_, s) =>
            [.. s.Connected(), s.S("dup", "s", new { to = "n" }), s.S("setblocking", "n", new { flag = false }), s.S("gettimeout", "s"),
             s.S("recv", "s", new { size = 10 })]),
        Probe.Own("recv", "O_NONBLOCK taken away by a duplicate of one with a timeout", k => k.Name == "inet stream", (_, s) =>
            [.. s.Connected(), s.S("settimeout", "s", new { seconds = 0.06 }), s.S("dup", "s", new { to = "n" }),
             s.S("setblocking", "n", new { flag = true }), s.S("gettimeout", "s"), s.S("recv", "s", new { size = 10 }),
             s.P("pause", "", new { seconds = 0.3 }) with { IsMeanwhile = true },
             s.PeerSend(true, "later") with { IsMeanwhile = true }]),
        Probe.Own("recv", "MSG_DONTWAIT with a timeout", k => k.Name == "inet stream", (_, s) =>
            [.. s.Connected(), s.S("settimeout", "s", new { seconds = 0.06 }), s.S("recv", "s", new { size = 10, flags = DontWait })]),
        Probe.Own("send", "MSG_DONTWAIT with a timeout", k => k.Name == "unix stream", (_, s) =>
            [.. s.Connected(4096), s.S("fill", "s", new { amount = 1000 }), s.S("settimeout", "s", new { seconds = 0.06 }),
             s.S("send", "s", new { data = "hello", flags = DontWait })]),
        Probe.Own("recv", "closed by another thread while it waits", k => k.Name == "inet stream", (_, s) =>
            [.. s.Connected(), s.S("recv", "s", new { size = 10 }), s.H("close", "s") with { IsMeanwhile = true },
             s.PeerSend(true, "later") with { IsMeanwhile = true }]),
        Probe.Own("accept", "closed by another thread while it waits", k => k.Name == "inet stream", (_, s) =>
            [.. s.Listening(), s.S("accept", "s", new { to = "a" }), s.H("close", "s") with { IsMeanwhile = true },
             .. s.PeerConnects("s").Select(step => step with { IsMeanwhile = true })]),
        Probe.Own("recv", "MSG_WAITALL in pieces", k => k.IsConnection, (cell, s) =>
            [.. s.Connected(), s.PeerSend(true, "one"), .. cell.ModeSteps(s), s.S("recv", "s", new { size = 6, flags = WaitAll }),
             .. Meanwhile(cell, s.PeerSend(true, "two"))]) with { MayWait = (_, _) => true },
        Probe.Own("sendto", "a full receiver without a connection",
            k => k is { IsUnix: true, IsConnection: false, IsPair: false }, (cell, s) =>
            [.. s.PeerBound(), .. s.Bound(), s.S("fill", "s", new { amount = 100, address = "@P.p" }), .. cell.ModeSteps(s),
             s.S("sendto", "s", new { data = "hello", address = "@P.p" }),
             .. Meanwhile(cell, s.Drain("hello"u8))])
            with
            {
                MayWait = (_, _) => true
            },
    ]).Select(p => p with { IsLocal = true });

    // Within a short time it would be a matter of the clock whether the step comes before its end.
    private static IEnumerable<Step> Meanwhile(Cell cell, Step step) => cell.IsInShort ? [] : [step with { IsMeanwhile = true }];
}
