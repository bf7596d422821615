namespace RawNet.Sockets.Tests.Twin;

/// <summary>One point of the product: what is asked, of which kind of socket, in which state and mode, over what.</summary>
internal sealed record Cell(Probe Probe, Kind Kind, State State, Mode Mode, Wire Wire)
{
    public string Name => $"{Probe.Function}, {Probe.Name}: {Kind} {State.Name}, {Mode}, {Wire}";

    /// <summary>Whether the call waits here for something.</summary>
    public bool Waits => Probe.MayWait is { } mayWait ? mayWait(Kind, State) : Probe.WaitsFor switch
    {
        Event.Nothing => false,
        Event.Arrival => State.Arrival != Arrival.IsThere,
        Event.Room => State.IsFull || State.Name == "connecting",
        Event.Connection => State.Name == "listening",
        _ => false,
    };

    /// <summary>Whether something that the peer does can end the wait.</summary>
    public bool CanBeEnded => State.Name != "connecting" && Probe.Name != "to a host that is not there"
        && (Probe.WaitsFor != Event.Arrival || State.Arrival == Arrival.MayCome);

    public bool IsInShort => Mode is Mode.ShortTimeout or Mode.NonBlocking or Mode.DontWait;

    public IEnumerable<Step> Steps()
    {
        Scene scene = new(Kind);
        foreach (Step step in State.Prepare(scene))
            yield return step with { IsPreparation = true };
        if (!State.IsOwn && State.Name != "closed")
            foreach (Step step in ModeSteps(scene))
                yield return step with { IsPreparation = true };
        foreach (Step step in Probe.Steps(this, scene))
            yield return step;
    }

    /// <summary>Sets the mode.</summary>
    public IEnumerable<Step> ModeSteps(Scene scene) => Mode switch
    {
        Mode.LongTimeout => [scene.S("settimeout", "s", new { seconds = 30 })],
        Mode.ShortTimeout => [scene.S("settimeout", "s", new { seconds = 0.06 })],
        Mode.NonBlocking => [scene.S("setblocking", "s", new { flag = false })],
        _ => [],
    };
}

/// <summary>What a call may wait for.</summary>
internal enum Event
{
    Nothing,
    Arrival,
    Room,
    Connection,
}

/// <summary>Whether there is something to receive in a state, an end or an error included.</summary>
internal enum Arrival
{
    IsThere,
    MayCome,
    Never,
}

/// <summary>What is asked in a situation.</summary>
/// <param name="Function">The documents' name.</param>
/// <param name="Name">The arguments that matter.</param>
/// <param name="WaitsFor">What it waits for, if it does.</param>
/// <param name="Steps">The call and what shows its effect.</param>
internal sealed record Probe(string Function, string Name, Event WaitsFor, Func<Cell, Scene, IEnumerable<Step>> Steps)
{
    /// <summary>Flags of recv(2) or send(2).</summary>
    public int Flags { get; init; }

    /// <summary>Where it makes sense, by the kind and the state; every reason of the others is a rule.</summary>
    public Func<Kind, State, bool>? Fits { get; init; }

    /// <summary>Where it waits for something else than bytes, room or a connection.</summary>
    public Func<Kind, State, bool>? MayWait { get; init; }

    /// <summary>What the socket and its caller do between them: no wire matters.</summary>
    public bool IsLocal { get; init; }

    /// <summary>A probe with a situation of its own.</summary>
    public static Probe Own(string function, string name, Func<Kind, bool> of, Func<Cell, Scene, IEnumerable<Step>> steps) =>
        new(function, name, Event.Nothing, steps) { Fits = (kind, state) => state.IsOwn && of(kind) };
}

/// <summary>What has happened to the subject's socket s before it is asked.</summary>
/// <param name="Name">In the names of situations.</param>
/// <param name="Of">The kinds that can be in it.</param>
/// <param name="Prepare">Brings it about.</param>
/// <param name="Arrival">Whether a receiving call waits.</param>
internal sealed record State(string Name, Func<Kind, bool> Of, Func<Scene, IEnumerable<Step>> Prepare, Arrival Arrival)
{
    /// <summary>The probe brings it about itself.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Sending waits.</summary>
    public bool IsFull { get; init; }

    /// <summary>The socket has a peer, by connect.</summary>
    public bool IsConnected { get; init; }
}
