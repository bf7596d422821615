using RawNet.Sockets.Tests.Twin.Players;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>makefile and sendfile.</summary>
internal static class FileProbes
{
    private const string Lines = "first\nsecond\nrest";

    private static readonly (string Name, int Size, int Offset, int? Count)[] _parts =
    [
        ("all", 1000, 0, null), ("a part", 1000, 100, 50), ("the rest", 1000, 900, null), ("more than there is", 1000, 900, 500),
        ("from behind the end", 1000, 2000, null), ("an empty file", 0, 0, null), ("much", 1 << 20, 0, null),
    ];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from part in _parts
           select Probe.Own("sendfile", part.Name, k => k.IsStream, (cell, s) => SendFile(cell, s, part.Size, part.Offset, part.Count))
               with
               {
                   MayWait = (_, _) => part.Size > 1000
               },
        .. from state in (string[])["fresh", "half closed for sending", "closed", "closed by the peer"]
           select Probe.Own("sendfile", state, k => k is { IsStream: true, IsPair: false }, (_, s) => SendFileIn(s, state)),
        Probe.Own("makefile", "lines", k => k.IsStream, (_, s) =>
            [.. File(s), s.P("send", "p", new { data = Lines }), s.P("shutdown", "p", new { how = 1 }), s.S("file_line", "f"),
             s.S("file_line", "f"), s.S("file_read", "f", new { size = 100 }), s.S("file_read", "f", new { size = 100 })]),
        Probe.Own("makefile", "written to", k => k.IsConnection, (_, s) =>
            [.. File(s), s.S("file_write", "f", new { data = "hello" }), s.P("recv", "p", new { size = 100 }),
             s.S("file_write", "f", new { data = "" }), s.S("file_write", "f", new { data = "you" }),
                s.P("recv", "p", new { size = 100 })]),
        Probe.Own("makefile", "read before it comes", k => k.IsConnection, (cell, s) =>
            [.. File(s), .. cell.ModeSteps(s), s.S("file_read", "f", new { size = 100 }),
             .. cell.IsInShort ? [] : new[] { s.P("send", "p", new { data = "later" }) with { IsMeanwhile = true } }])
            with
            {
                MayWait = (_, _) => true
            },
        Probe.Own("makefile", "the socket closed first", k => k.IsConnection, (_, s) =>
            [.. File(s), s.S("close", "s"), s.S("file_write", "f", new { data = "hello" }), s.P("recv", "p", new { size = 100 }),
             s.P("send", "p", new { data = "hi" }), s.S("file_read", "f", new { size = 100 }), s.S("file_close", "f"),
             s.P("recv", "p", new { size = 100 })]),
        Probe.Own("makefile", "the file closed first", k => k.IsConnection, (_, s) =>
            [.. File(s), s.S("file_close", "f"), s.S("send", "s", new { data = "hello" }), s.P("recv", "p", new { size = 100 }),
             s.S("close", "s"), s.P("recv", "p", new { size = 100 })]),
        Probe.Own("makefile", "two, closed before the socket", k => k.IsConnection, (_, s) =>
            [.. File(s), s.S("makefile", "s", new { to = "g" }), s.S("close", "s"), s.S("file_close", "f"),
             s.S("file_write", "g", new { data = "still" }), s.P("recv", "p", new { size = 100 }), s.S("file_close", "g"),
             s.P("recv", "p", new { size = 100 })]),
        Probe.Own("makefile", "used when it is closed", k => k.IsConnection, (_, s) =>
            [.. File(s), s.S("file_close", "f"), s.S("file_read", "f", new { size = 1 }), s.S("file_write", "f", new { data = "x" })]),
        Probe.Own("makefile", "after the peer has closed", k => k.IsConnection, (_, s) =>
            [.. File(s), s.P("close", "p"), s.S("file_read", "f", new { size = 10 }), s.S("file_read", "f", new { size = 10 })]),
    ];

    private static IEnumerable<Step> File(Scene scene) => [.. scene.Connected(), scene.S("makefile", "s", new { to = "f" })];

    private static IEnumerable<Step> SendFile(Cell cell, Scene scene, int size, int offset, int? count)
    {
        foreach (Step step in scene.Connected())
            yield return step;
        yield return scene.P("file", "", new { path = "{dir}/file", amount = size });
        foreach (Step step in cell.ModeSteps(scene))
            yield return step;
        yield return scene.S("sendfile", "s", new { path = "{dir}/file", offset, count });
        if (size > 1000 && !cell.IsInShort)
            yield return scene.Drain([.. TwinJson.Pattern(size).TakeLast(20)]) with { IsMeanwhile = true };
        yield return scene.S("close", "s");
        if (size <= 1000)
            yield return scene.P("receive_exactly", "p", new { size = 2000 });
    }

    private static IEnumerable<Step> SendFileIn(Scene scene, string state) =>
    [
        .. States.All.First(s => s.Name == state && s.Of(scene.Kind)).Prepare(scene),
        scene.P("file", "", new { path = "{dir}/file", amount = 1000 }), scene.S("sendfile", "s", new { path = "{dir}/file" }),
        scene.S("sendfile", "s", new { path = "{dir}/file" })
    ];
}
