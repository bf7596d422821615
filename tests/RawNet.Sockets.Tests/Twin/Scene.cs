using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>Writes the steps of one kind of socket: s is the subject's socket, l what it was accepted from; p is the peer's, q what that
/// was accepted from.</summary>
internal sealed class Scene(Kind kind)
{
    public const int Readable = 1, Urgent = 2, Writable = 4, Error = 8, HungUp = 16, EndOfPeer = 0x2000;
    public const int PeerPatience = 5;
    private const int SendBuffer = 7, ReceiveBuffer = 8; // SO_SNDBUF, SO_RCVBUF
    private const string MacOfA = "\u0002\0\0\0\0\u0001", MacOfB = "\u0002\0\0\0\0\u0002", EtherType = "\u0088\u00b5";

    public Kind Kind => kind;

    public Step S(string call, string on, object? arguments = null) => Step.Of(Actor.Subject, call, on, arguments);

    /// <summary>Another thread of the subject.</summary>
    public Step H(string call, string on, object? arguments = null) => Step.Of(Actor.Helper, call, on, arguments);

    public Step P(string call, string on, object? arguments = null) => Step.Of(kind.Peer, call, on, arguments);

    public Step Open(string name = "s") => S("socket", name, new { family = kind.Family, type = kind.Type, protocol = kind.Protocol });

    public Step PeerOpens(string name) => P("socket", name,
        new { family = kind.Family, type = kind.Type, protocol = kind.Protocol, timeout = PeerPatience });

    public IEnumerable<Step> Bound(string name = "s") =>
        [Open(name), S("bind", name, new { address = kind.Local("{S}", name) }), S("getsockname", name)];

    public IEnumerable<Step> PeerBound(string name = "p") =>
        [PeerOpens(name), P("bind", name, new { address = kind.Local("{P}", name) }), P("getsockname", name)];

    public IEnumerable<Step> Listening(string name = "s") => [.. Bound(name), S("listen", name, new { backlog = 5 })];

    public IEnumerable<Step> PeerListening(int backlog = 5) => [.. PeerBound("q"), P("listen", "q", new { backlog })];

    public IEnumerable<Step> PeerConnects(string listener) => [PeerOpens("p"), P("connect", "p", new { address = "@S." + listener })];

    /// <summary>s and p are connected. A buffer's size is what SO_SNDBUF and SO_RCVBUF are set to before.</summary>
    public IEnumerable<Step> Connected(int buffer = 0) => kind switch
    {
        { IsPair: true } => [S("pair", "s", new { family = kind.Family, type = kind.Type, to = "p" }), .. SmallSending(buffer)],
        { IsConnection: true, IsTipc: true } =>
        [
            .. PeerBound("q"), P("listen", "q"), Open(), S("setblocking", "s", new { flag = false }),
            S("connect", "s", new { address = "@P.q" }), P("accept", "q", new { to = "p", timeout = PeerPatience }), Ready(Writable),
            S("setblocking", "s", new { flag = true })
        ],
        { IsConnection: true } =>
        [
            .. PeerBound("q"), .. SmallReceiving(buffer), P("listen", "q"), Open(), .. SmallSending(buffer),
            S("connect", "s", new { address = "@P.q" }), P("accept", "q", new { to = "p", timeout = PeerPatience })
        ],
        _ =>
        [
            .. PeerBound(), .. Bound(), .. SmallSending(buffer), S("connect", "s", new { address = "@P.p" }),
            P("connect", "p", new { address = "@S.s" })
        ],
    };

    /// <summary>s came out of accept.</summary>
    public IEnumerable<Step> Accepted() => [.. Listening("l"), .. PeerConnects("l"), S("accept", "l", new { to = "s" })];

    /// <summary>The peer sends to s, which then has it.</summary>
    public IEnumerable<Step> PeerSends(bool isConnected, string text, int flags = 0, int events = Readable) =>
        [PeerSend(isConnected, text, flags), Ready(events)];

    public Step PeerSend(bool isConnected, string text, int flags = 0) => isConnected
        ? P("send", "p", new { data = Message(text, isFromPeer: true), flags })
        : P("sendto", "p", new { data = Message(text, isFromPeer: true), flags, address = ToSubject });

    /// <summary>The peer receives what there is until these bytes have come; without them, until nothing comes.</summary>
    public Step Drain(ReadOnlySpan<byte> until) => until.IsEmpty
        ? P("drain", "p", new { tail = 5 })
        : P("drain", "p", new { tail = until.Length, until = System.Text.Encoding.Latin1.GetString(until) });

    public Step Ready(int events) => S("ready", "s", new { events });

    /// <summary>Bytes that a socket of the kind sends: with a frame's header where it is the sender's.</summary>
    public string Message(string text, bool isFromPeer = false) => kind.IsCan && kind.Type == Constants.SOCK_RAW ? CanProbes.Frame(text)
        : !kind.IsPacket || kind.Type == Constants.SOCK_DGRAM ? text
        : isFromPeer ? MacOfA + MacOfB + EtherType + text
        : MacOfB + MacOfA + EtherType + text;

    /// <summary>Where the peer's datagram socket p is.</summary>
    public object ToPeer => kind.IsPacket ? new object[] { "packet", "{if}", Kind.EtherType, "020000000002" }
        : kind.IsPair ? new object[] { "unix", "\0twin-p" }
        : kind.IsCan ? kind.Local("{P}")
        : "@P.p";

    private object ToSubject => kind.IsPacket ? new object[] { "packet", "{peer if}", Kind.EtherType, "020000000001" }
        : kind.IsCan ? kind.Local("{S}")
        : "@S.s";

    private IEnumerable<Step> SmallSending(int buffer) => buffer == 0 ? [] : [Option(S, "s", SendBuffer, buffer)];

    private IEnumerable<Step> SmallReceiving(int buffer) => buffer == 0 ? [] : [Option(P, "q", ReceiveBuffer, buffer)];

    private static Step Option(Func<string, string, object?, Step> by, string on, int name, int value) =>
        by("setsockopt", on, new { level = Constants.SOL_SOCKET, name, value });
}
