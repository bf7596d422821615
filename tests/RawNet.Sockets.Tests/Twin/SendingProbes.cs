using System.Text;
using RawNet.Sockets.Linux;
using RawNet.Sockets.Tests.Twin.Players;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>send, sendall, sendto, sendmsg: each size and flag, and each wrong address.</summary>
internal static class SendingProbes
{
    private const int DontWait = (int)MessageFlags.DontWait;

    private static readonly (string Name, MessageFlags Flag)[] _flags =
    [
        ("no flag", MessageFlags.None),
        ("MSG_OOB", MessageFlags.OutOfBand),
        ("MSG_DONTROUTE", MessageFlags.DontRoute),
        ("MSG_EOR", MessageFlags.EndOfRecord),
        ("MSG_CONFIRM", MessageFlags.Confirm),
        ("MSG_NOSIGNAL", MessageFlags.NoSignal),
        ("MSG_MORE", MessageFlags.More),
        ("MSG_PEEK", MessageFlags.Peek),
        ("MSG_FASTOPEN", MessageFlags.FastOpen),
    ];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from function in (string[])["send", "sendall", "sendto", "sendmsg"]
           from flag in _flags
           select new Probe(function, flag.Name, Event.Room, (cell, scene) => Steps(cell, scene, function, flag.Flag, "hello"))
           {
               Flags = (int)flag.Flag
           },
        .. from function in (string[])["send", "sendall", "sendto", "sendmsg"]
           select new Probe(function, "nothing", Event.Room, (cell, scene) => Steps(cell, scene, function, MessageFlags.None, "")),
        .. from function in (string[])["send", "sendall", "sendmsg"]
           select new Probe(function, "more than fits", Event.Room, (cell, scene) => Much(cell, scene, function))
            {
                MayWait = (k, state) => k.IsStream && (state.IsConnected || state.Name == "connecting")
                    && state.Name is not "half closed for sending" and not "shut down"
            },
        new("sendmsg", "to an address", Event.Room, (cell, scene) => Steps(cell, scene, "sendmsg", MessageFlags.None, "hello", true)),
    ];

    private static IEnumerable<Step> Steps(Cell cell, Scene scene, string function, MessageFlags flags, string text, bool isTo = false)
    {
        int all = (int)flags | (cell.Mode == Mode.DontWait ? DontWait : 0);
        string data = text.Length == 0 ? "" : scene.Message(text);
        yield return function == "sendto" || isTo
            ? scene.S(function, "s", new { data, flags = all, address = Target(cell, scene) })
            : scene.S(function, "s", new { data, flags = all });
        if (cell.State.IsFull)
            yield return cell.IsInShort
                ? scene.Drain([])
                : scene.Drain(function == "sendto" || isTo ? [] : Encoding.Latin1.GetBytes(text)) with { IsMeanwhile = true };
        else if ((flags & MessageFlags.More) != 0)
            yield return scene.S("send", "s", new { data = "+" }) with { IsIfDone = true };
        if (cell.State.IsConnected && !cell.State.IsFull && (text.Length > 0 || !cell.Kind.IsStream))
            yield return scene.P("recv", "p", new { size = 100 }) with { IsIfDone = true };
        else if (cell.Kind is { IsConnection: false, IsPair: false } && (text.Length > 0 || !cell.Kind.IsPacket) && !cell.State.IsFull
            && cell.State.Name is not "closed" and not "refused")
            yield return scene.P("recvfrom", "p", new { size = 100 }) with { IsIfDone = true };
    }

    // 1 MiB: more than any buffer here holds, and longer than a message may be.
    private static IEnumerable<Step> Much(Cell cell, Scene scene, string function)
    {
        yield return scene.S(function, "s", new { amount = 1 << 20, flags = cell.Mode == Mode.DontWait ? DontWait : 0 });
        if (!cell.IsInShort && cell.Kind.IsStream && cell.State.IsConnected)
            yield return scene.Drain(function == "sendall" ? TwinJson.Pattern(1 << 20)[^5..] : []) with { IsMeanwhile = true };
    }

    private static object Target(Cell cell, Scene scene) =>
        !cell.Kind.IsConnection && cell.State.Name != "with a message of the unnamed" ? scene.ToPeer
        : cell.Kind.IsUnix ? new object[] { "unix", "\0twin-nobody" }
        : cell.Kind.Family == Constants.AF_INET ? new object[] { "inet", "{P}", 9 }
        : cell.Kind.IsTipc ? cell.Kind.Local("{P}", "nobody")
        : new object[] { "inet6", "{P}", 9, 0, 0 };
}
