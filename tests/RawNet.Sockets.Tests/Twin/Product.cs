namespace RawNet.Sockets.Tests.Twin;

/// <summary>What the product leaves out, and why.</summary>
internal sealed record Omission(string Rule, string Reason, Func<Cell, bool> Applies);

/// <summary>Every situation: function and its arguments, kind, state, mode and wire, less what the rules leave out.</summary>
internal static class Product
{
    public const string OfTheKernel = "a kind that this kernel lacks";

    private static readonly HashSet<string> _ofTheSocketAlone =
    [
        "socket", "socketpair", "socket(fileno=)", "fromfd", "dup", "detach", "fileno", "settimeout", "setblocking", "setsockopt",
        "getsockopt", "listen", "close",
    ];

    private static readonly HashSet<string> _plain = ["enough room", "no flag", "nothing", "more than fits", "to an address"];
    private static readonly HashSet<string> _ofFlags =
    [
        "fresh", "connected", "with data", "with two messages", "with urgent data", "with an empty message", "bound", "bound with data",
        "with data and half closed by the peer", "half closed for sending", "refused",
    ];

    private static readonly HashSet<string> _ofFamilies = ["bind", "accept", "connect", "getsockname", "getpeername", "broadcast manager"];
    private static readonly HashSet<(string, string)> _alsoOfFamilies =
    [
        ("recvfrom", "enough room"), ("recv", "little room"), ("send", "no flag"), ("sendto", "no flag"), ("listen", "backlog 5"),
        ("shutdown", "how 1"), ("close", "once"),
    ];

    private static readonly HashSet<string> _ofLiteStates = ["fresh", "connected", "with data", "as described"];

    public static IReadOnlyList<Probe> Probes { get; } =
    [
        .. ReceivingProbes.All, .. SendingProbes.All, .. ConnectingProbes.All, .. NamingProbes.All, .. OptionProbes.All,
        .. DescriptorProbes.All, .. FileProbes.All, .. ControlProbes.All, .. WaitingProbes.All, .. CanProbes.All,
    ];

    public static IReadOnlyList<Omission> Omissions { get; } =
    [
        new("what is not the family's own, of the families in modules", "it is the same code of the kernel's for every family",
            c => c.Kind.IsOfModule && (!IsOfFamilies(c.Probe) || c.Wire == Wire.Veth || c.State.IsFull
                || c.Mode is Mode.LongTimeout or Mode.DontWait)),
        new("most states of TIPC's reliable datagrams", "but for what a full receiver does they are its datagrams",
            c => c.Kind is { IsTipc: true, Type: Linux.Constants.SOCK_RDM } && !_ofLiteStates.Contains(c.State.Name)),
        new("bound and sent to, of CAN's broadcast manager", "it is not bound; what it hears, it has asked for: situations of its own",
            c => c.Kind is { IsCan: true, Type: Linux.Constants.SOCK_DGRAM } && c.State.Name.StartsWith("bound", StringComparison.Ordinal)),
        new("what TIPC has only with its listener's accept", "there connect waits for accept, not for a place in the backlog: the state "
            + "connected shows it",
            c => c.Kind is { IsTipc: true, IsConnection: true } && (c.State.Name is "listening and asked" or "accepted"
                || (c.Probe.Name == "to a listener" && c.State.Name == "fresh") || (c.State.Name == "listening" && IsMessageCall(c)))),
        new("half a connection of TIPC's, and its urgent data", "its shutdown ends both ways, and it has nothing urgent",
            c => c.Kind is { IsTipc: true, IsConnection: true } && (c.State.Name.Contains("half closed", StringComparison.Ordinal)
                || c.State.Name == "with urgent data")),
        new("a state that the kind has not", "a message socket cannot listen, a pair is connected from its beginning, only TCP has a "
            + "refusal that comes later", c => !c.State.Of(c.Kind)),
        new("a question that is not the kind's or the state's", "an address of another family cannot be said in Python; a situation that "
            + "has its own beginning has no other", c => !Fits(c)),
        new("a mode where nothing waits", "a call that has its answer at once does not look at the timeout: the row would be the same",
            c => c.Mode != Mode.Blocking && !c.Waits),
        new("a wait that nobody can end", "it would last for ever, or until the kernel gives the neighbour up",
            c => c.Mode is Mode.Blocking or Mode.LongTimeout && c.Waits && !c.CanBeEnded),
        new("MSG_DONTWAIT of a call without flags", "accept, connect and the files have none",
            c => c.Mode == Mode.DontWait && c.Probe.WaitsFor is not (Event.Arrival or Event.Room)),
        new("a flag or a size in other modes", "the wait is poll(2), which is told neither: the same call without them is asked "
            + "in every mode",
            c => c.Mode != Mode.Blocking && IsMessageCall(c) && c.Probe.Name is not "enough room" and not "no flag" and not "more than fits"
                && c.State.Name != "connecting" && (c.Mode != Mode.NonBlocking || c.State.Name != "connected")),
        new("a flag or a size in other endings", "they are told by the state, with the same number for every flag",
            c => IsMessageCall(c) && !_plain.Contains(c.Probe.Name) && !_ofFlags.Contains(c.State.Name)),
        new("a flag or a size that another function was asked",
            "recvfrom is recv with an address, sendto send; recvmsg and sendmsg are the calls below them",
            c => IsMessageCall(c) && c.Probe.Function is "recvfrom" or "recvmsg" or "sendall" or "sendto" or "sendmsg"
                && !_plain.Contains(c.Probe.Name)
                && c.Probe.Name is not "MSG_PEEK" and not "little room" and not "MSG_OOB" and not "MSG_ERRQUEUE"),
        new("flags and most states of UDP-Lite", "it is the kernel's UDP with another checksum", c => c.Kind.Protocol == 136
            && (!_ofLiteStates.Contains(c.State.Name) || (IsMessageCall(c) && !_plain.Contains(c.Probe.Name)))),
        new("flags of families whose calls are another's", "TCP and UDP of IPv6 receive by the code of IPv4, a pair is AF_UNIX",
            c => (c.Kind.Family == Linux.Constants.AF_INET6 || c.Kind.IsPair) && IsMessageCall(c) && !_plain.Contains(c.Probe.Name)
                && (c.Kind.IsPair || c.State.Name is not "connected" and not "with data")),
        new("flags over a veth", "they are the socket's affair, not the wire's",
            c => c.Wire == Wire.Veth && c.Kind.HasPorts && IsMessageCall(c) && !_plain.Contains(c.Probe.Name)),
        new("receiving while sending has no room, but once", "the directions are apart: recv of AF_UNIX shows it",
            c => IsMessageCall(c) && c.State.IsFull && c.Probe.WaitsFor == Event.Arrival && (c.Probe.Function != "recv" || !c.Kind.IsUnix)),
        new("a named difference in further rows", "it is shown by one",
            c => c.Probe.Name == "to a full listener" && c.Mode is Mode.LongTimeout or Mode.ShortTimeout
                    && (c.Probe.Function, c.Kind.Name, c.Mode) != ("connect", "unix stream", Mode.LongTimeout)
                || (c.Probe.Function == "sendto" && c.State.IsFull && c.Kind.IsStream && c.Mode is Mode.LongTimeout or Mode.ShortTimeout
                    && (c.Kind.IsPair || c.Mode == Mode.LongTimeout))),
        new("a full TCP connection, but for IPv4's send and sendall", "filling it takes most of a second",
            c => c.State.IsFull && c.Kind.IsTcp && (c.Kind.Family != Linux.Constants.AF_INET || c.Wire == Wire.Veth
                || c.Probe.Function is not "send" and not "sendall"
                || (c.Probe.Function == "sendall" && c.Probe.Name == "more than fits"))),
        new("sendfile of a socket that does not wait", "Python refuses it by itself: ValueError",
            c => c.Mode is Mode.NonBlocking or Mode.DontWait && c.Probe.Function == "sendfile"),
        new("a file of a socket that does not wait", "Python's file answers None, which is Python's own layer",
            c => c.Mode is Mode.NonBlocking or Mode.DontWait && c.Probe.Function == "makefile"),
        new("families without a network over a veth", "AF_UNIX stays within its host", c => c.Wire == Wire.Veth && c.Kind.IsUnix),
        new("raw and packet sockets on loopback", "subject and peer would be one host there, and each hear itself",
            c => c.Wire == Wire.Loopback && (c.Kind.IsRaw || c.Kind.IsPacket)),
        new("a silent host on loopback", "every address there answers",
            c => c.Wire == Wire.Loopback && (c.State.Name == "connecting" || c.Probe.Name == "to a host that is not there")),
        new("a veth for the waits' own situations", "they are between the socket and its caller",
            c => c.Wire == Wire.Veth && c.Probe.IsLocal),
        new("a veth for what concerns the socket alone", "no packet leaves",
            c => c.Wire == Wire.Veth && c.Kind.HasPorts && _ofTheSocketAlone.Contains(c.Probe.Function) && c.State.Name != "connecting"),
        new("other modes over a veth", "the wire decides when a packet comes, the mode what is done until then",
            c => c.Wire == Wire.Veth && c.Kind.HasPorts && c.Mode is not Mode.Blocking and not Mode.ShortTimeout && c.CanBeEnded),
        new(OfTheKernel, "there is nothing to compare: Python is refused the socket", c => c.Kind.Missing is not null),
    ];

    /// <summary>The situations, and how many each rule left out.</summary>
    public static IReadOnlyList<Cell> Cells(out IReadOnlyDictionary<string, int> leftOut)
    {
        Dictionary<string, int> counts = Omissions.ToDictionary(o => o.Rule, _ => 0);
        List<Cell> cells = [];
        foreach (Cell cell in All())
            if (Omissions.FirstOrDefault(o => o.Applies(cell)) is { } omission)
                counts[omission.Rule]++;
            else
                cells.Add(cell);
        leftOut = counts;
        return cells;
    }

    private static IEnumerable<Cell> All() =>
        from probe in Probes
        from kind in Kind.All
        from state in States.All
        from mode in Enum.GetValues<Mode>()
        from wire in Enum.GetValues<Wire>()
        select new Cell(probe, kind, state, mode, wire);

    private static bool IsOfFamilies(Probe probe) =>
        (_ofFamilies.Contains(probe.Function) && !probe.IsLocal) || _alsoOfFamilies.Contains((probe.Function, probe.Name));

    private static bool IsMessageCall(Cell cell) =>
        !cell.State.IsOwn && cell.Probe.WaitsFor is Event.Arrival or Event.Room;

    private static bool Fits(Cell cell) => cell.Probe.Fits is { } fits ? fits(cell.Kind, cell.State) : !cell.State.IsOwn;
}
