namespace RawNet.Sockets.Tests.Twin;

/// <summary>recv, recvfrom, recvmsg: each size and flag.</summary>
internal static class ReceivingProbes
{
    private const int Enough = 100;
    private const int DontWait = (int)MessageFlags.DontWait;

    private static readonly (string Name, MessageFlags Flag, int Size)[] _ways =
    [
        ("enough room", MessageFlags.None, Enough),
        ("little room", MessageFlags.None, 4),
        ("no room", MessageFlags.None, 0),
        ("MSG_PEEK", MessageFlags.Peek, Enough),
        ("MSG_OOB", MessageFlags.OutOfBand, Enough),
        ("MSG_WAITALL", MessageFlags.WaitAll, 16),
        ("MSG_ERRQUEUE", MessageFlags.ErrorQueue, Enough),
        ("MSG_NOSIGNAL", MessageFlags.NoSignal, Enough),
        ("MSG_DONTROUTE", MessageFlags.DontRoute, Enough),
        ("MSG_CMSG_CLOEXEC", MessageFlags.CloseOnExec, Enough),
        ("MSG_PEEK in little room", MessageFlags.Peek, 4),
        ("MSG_WAITALL and MSG_PEEK", MessageFlags.WaitAll | MessageFlags.Peek, 16),
    ];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from function in (string[])["recv", "recvfrom", "recvmsg"]
           from way in _ways
           where function != "recv" || way.Size > 0 // Python's recv(0) does not ask the kernel
           select Of(function, way.Name, way.Flag, way.Size),
        .. from size in (int[])[4, Enough]
           select Of("recv_into", $"MSG_TRUNC of {size}", MessageFlags.Truncated, size),
        Of("recv_into", "MSG_TRUNC and MSG_PEEK", MessageFlags.Truncated | MessageFlags.Peek, 4),
    ];

    private static Probe Of(string function, string name, MessageFlags flags, int size) =>
        new(function, name, Event.Arrival, (cell, scene) => Steps(cell, scene, function, flags, size)) { Flags = (int)flags };

    private static IEnumerable<Step> Steps(Cell cell, Scene scene, string function, MessageFlags flags, int size)
    {
        int all = (int)flags | (cell.Mode == Mode.DontWait ? DontWait : 0);
        yield return scene.S(function, "s", new { size, flags = all });
        if (!cell.IsInShort)
            yield return scene.PeerSend(cell.State.IsConnected, Later(flags)) with { IsMeanwhile = true };
        if (cell.State.Name == "closed")
            yield break;
        yield return scene.S("settimeout", "s", new { seconds = (double?)null }) with { IsPreparation = true };
        yield return scene.S("recv", "s", new { size = Enough, flags = DontWait });
    }

    private static string Later(MessageFlags flags) => (flags & MessageFlags.WaitAll) != 0 ? "later and more than enough" : "later";
}
