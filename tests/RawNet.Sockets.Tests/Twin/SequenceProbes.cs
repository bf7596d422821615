namespace RawNet.Sockets.Tests.Twin;

/// <summary>Several calls in a row, whose answers only together say what they should.</summary>
internal static class SequenceProbes
{
    private const int Nonblock = 0x800, CloseOnExec = 0x80000; // SOCK_*
    private const int DontWait = (int)MessageFlags.DontWait, Peek = (int)MessageFlags.Peek;
    private const int IdleOfTcp = 40;

    public static IEnumerable<Probe> All { get; } = ((Probe[])
    [
        .. from function in (string[])["recv", "recvfrom", "recvmsg"]
           select Probe.Own(function, "exactly enough room", k => !k.IsPacket && !k.IsRaw, (_, s) =>
               [.. Hello(s), s.S(function, "s", new { size = 5 }), Rest(s, function)]),
        .. from function in (string[])["recv", "recvfrom", "recvmsg"]
           select Probe.Own(function, "three bytes too few, and the rest", k => !k.IsPacket && !k.IsRaw, (_, s) =>
               [.. Hello(s), s.S(function, "s", new { size = 2 }), Rest(s, function)]),
        .. from function in (string[])["recvfrom", "recvmsg"]
           select Probe.Own(function, "of no bytes", k => !k.IsPacket && !k.IsRaw, (_, s) =>
               [.. Hello(s), s.S(function, "s", new { size = 0 }), Rest(s, function)]),
        .. from room in (int[])[1, 10_240]
           select Probe.Own("recvmsg", $"{room} bytes for control messages that do not come", k => !k.IsPacket, (_, s) =>
               [.. Hello(s), s.S("recvmsg", "s", new { size = 100, control = room })]),
        Probe.Own("recvmsg", "MSG_PEEK at a part and at all, and then without", k => !k.IsPacket && !k.IsRaw, (_, s) =>
            [.. Hello(s), s.S("recvmsg", "s", new { size = 2, flags = Peek }), s.S("recvmsg", "s", new { size = 5, flags = Peek }),
             s.S("recvmsg", "s", new { size = 5 }), Rest(s, "recvmsg")]),
        Probe.Own("sendmsg", "to a peer that takes no more, at once and within a timeout", k => k.IsStream && !k.IsPair, (_, s) =>
            [.. s.Connected(4096), s.S("fill", "s", new { amount = 1000, idle = s.Kind.IsTcp ? IdleOfTcp : 2 }),
             s.S("sendmsg", "s", new { amount = 512, flags = DontWait }), s.S("settimeout", "s", new { seconds = 0.03 }),
             s.S("sendmsg", "s", new { amount = 512 })]),
        .. from flag in (int[])[Nonblock, CloseOnExec, Nonblock | CloseOnExec]
           select Probe.Own("socket", $"type with flags {flag:x}", k => k.Name == "inet stream", (_, s) => OfFlags(s, flag)),
        .. from call in (string[])["settimeout null", "settimeout 0", "settimeout 2", "setblocking true", "setblocking false"]
           select Probe.Own(call.Split(' ')[0], $"{call.Split(' ')[1]}, of one that was made not to wait", k => k.Name == "inet stream",
               (_, s) => [.. OfFlags(s, Nonblock), Mode(s, call), .. Told(s)]),
        .. from count in (int[])[1, 500]
           select Probe.Own("sendfile", $"the first {count} bytes", k => k.IsStream, (_, s) =>
               [.. s.Connected(), s.P("file", "", new { path = "{dir}/file", amount = 1000 }),
                s.S("sendfile", "s", new { path = "{dir}/file", count }), s.S("close", "s"),
                s.P("receive_exactly", "p", new { size = 2000 })]),
        Probe.Own("bind", "to the longest abstract name", k => k.IsUnix && !k.IsPair, (_, s) => Named(s, "\0" + new string('h', 107))),
        Probe.Own("bind", "to a path that is not ASCII", k => k.IsUnix && !k.IsPair, (_, s) => Named(s, "{dir}/\u00c3\u00a4")),
        Probe.Own("bind", "to a path that is no UTF-8", k => k.IsUnix && !k.IsPair, (_, s) => Named(s, "{dir}/\u00e4\u00ff")),
        .. Files(),
    ]).Select(p => p with { IsLocal = true });

    private static IEnumerable<Probe> Files() =>
    [
        Probe.Own("makefile", "read in parts to the end", k => k.IsStream, (_, s) =>
            [.. File(s), s.P("send", "p", new { data = "hello" }), s.P("close", "p"), s.S("file_read", "f", new { size = 2 }),
             s.S("file_read", "f", new { size = 1 }), s.S("file_read", "f", new { size = 100 }), s.S("file_read", "f", new { size = 1 })]),
        Probe.Own("makefile", "two, each a line", k => k.IsStream, (_, s) =>
            [.. File(s), s.P("send", "p", new { data = "first\nsecond\n" }), s.S("file_line", "f"), s.S("file_close", "f"),
             s.S("makefile", "s", new { to = "g" }), s.S("file_line", "g")]),
        Probe.Own("makefile", "closed, and the socket receives", k => k.IsStream, (_, s) =>
            [.. File(s), s.P("send", "p", new { data = "hello" }), s.S("file_close", "f"), s.S("recv", "s", new { size = 100 })]),
        Probe.Own("makefile", "read to the end when the socket is closed", k => k.IsStream, (_, s) =>
            [.. File(s), s.S("close", "s"), s.P("send", "p", new { data = "hello" }), s.P("close", "p"),
             s.S("file_read", "f", new { size = 100 }), s.S("file_read", "f", new { size = 100 })]),
        Probe.Own("makefile", "both closed", k => k.IsStream, (_, s) =>
            [.. File(s), s.S("file_close", "f"), s.S("close", "s"), s.S("getsockname", "s"), s.S("descriptor", "s"),
             s.P("recv", "p", new { size = 1 })]),
    ];

    private static IEnumerable<Step> Hello(Scene scene) => [.. scene.Connected(), .. scene.PeerSends(true, "hello")];

    /// <summary>What is left, if anything is.</summary>
    private static Step Rest(Scene scene, string function) => scene.S(function, "s", new { size = 100, flags = DontWait });

    private static IEnumerable<Step> OfFlags(Scene s, int flags) =>
        [s.S("socket", "s", new { family = s.Kind.Family, type = s.Kind.Type | flags, protocol = 0 }), .. Told(s)];

    private static IEnumerable<Step> Told(Scene scene) =>
        from question in (string[])["kind", "gettimeout", "getblocking", "is_nonblocking", "is_inheritable"]
        select scene.S(question, "s");

    private static Step Mode(Scene scene, string call) => call switch
    {
        "settimeout null" => scene.S("settimeout", "s", new { seconds = (double?)null }),
        "setblocking true" or "setblocking false" => scene.S("setblocking", "s", new { flag = call == "setblocking true" }),
        _ => scene.S("settimeout", "s", new { seconds = call == "settimeout 2" ? 2 : 0 }),
    };

    private static IEnumerable<Step> Named(Scene s, string path) =>
    [
        s.Open(), s.S("bind", "s", new { address = new object[] { "unix", path } }), s.S("getsockname", "s"),
        s.P("exists", "", new { path })
    ];

    private static IEnumerable<Step> File(Scene scene) => [.. scene.Connected(), scene.S("makefile", "s", new { to = "f" })];
}
