using System.Buffers.Binary;
using System.Text;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>What only CAN's broadcast manager has: its messages, to it and from it. Its peer is a raw socket.</summary>
internal static class CanProbes
{
    private const int SetUp = 1, Send = 4, Receive = 5, OpcodeOfNothing = 99;
    private const int SetTimer = 1, StartTimer = 2;
    private const int Identifier = 0x123;

    public static IEnumerable<Probe> All { get; } =
    [
        Own("connect", (_, s) => [s.Open(), Connect(s), Connect(s), s.S("getsockname", "s")]),
        Own("connect to no such interface", (_, s) =>
            [s.Open(), s.S("connect", "s", new { address = new object[] { "can", "nothing0" } })]),
        Own("send before connect", (_, s) => [s.Open(), s.S("send", "s", new { data = Head(Send, 0, 1) + Frame("hello") })]),
        Own("send a frame", (_, s) => [.. Connected(s), s.S("send", "s", new { data = Head(Send, 0, 1) + Frame("hello") }), PeerHears(s)]),
        Own("send too little", (_, s) => [.. Connected(s), s.S("send", "s", new { data = "hello" })]),
        Own("send a frame too few", (_, s) => [.. Connected(s), s.S("send", "s", new { data = Head(Send, 0, 2) + Frame("hello") })]),
        Own("send an unknown opcode", (_, s) => [.. Connected(s), s.S("send", "s", new { data = Head(OpcodeOfNothing, 0, 0) })]),
        Own("send a frame every 20 ms", (_, s) => [.. Connected(s),
            s.S("send", "s", new { data = Head(SetUp, SetTimer | StartTimer, 1, 20_000) + Frame("hello") }), PeerHears(s), PeerHears(s)]),
        Own("recv what was asked for", (_, s) => [.. Connected(s), s.S("send", "s", new { data = Head(Receive, 1 << 4, 0) }),
            s.S("recv", "s", new { size = 200 }), s.P("send", "p", new { data = Frame("later") }) with { IsMeanwhile = true }]),
        Own("recv in little room", (_, s) => [.. Connected(s), s.S("send", "s", new { data = Head(Receive, 1 << 4, 0) }),
            s.P("send", "p", new { data = Frame("hello") }), s.Ready(Scene.Readable), s.S("recv", "s", new { size = 10 })]),
    ];

    /// <summary>struct can_frame: identifier, length, 3 bytes of nothing, 8 of data.</summary>
    public static string Frame(string text)
    {
        string data = text[..Math.Min(8, text.Length)];
        return $"{Number(Identifier)}{(char)data.Length}\0\0\0{data.PadRight(8, '\0')}";
    }

    // struct bcm_msg_head: opcode, flags, count, padding, two intervals of seconds and microseconds, identifier, frames.
    private static string Head(int opcode, int flags, int frames, int microseconds = 0)
    {
        string times = new string('\0', 24) + Number(microseconds) + Number(0);
        return Number(opcode) + Number(flags) + Number(0) + Number(0) + times + Number(Identifier) + Number(frames);
    }

    private static string Number(int number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return Encoding.Latin1.GetString(bytes);
    }

    private static Probe Own(string name, Func<Cell, Scene, IEnumerable<Step>> steps) =>
        Probe.Own("broadcast manager", name, k => k is { IsCan: true, Type: Constants.SOCK_DGRAM }, steps);

    private static Step Connect(Scene s) => s.S("connect", "s", new { address = s.Kind.Local("{S}") });

    private static IEnumerable<Step> Connected(Scene s) =>
    [
        s.P("socket", "p", new { family = Constants.AF_CAN, type = Constants.SOCK_RAW, protocol = Constants.CAN_RAW,
            timeout = Scene.PeerPatience }),
        s.P("bind", "p", new { address = s.Kind.Local("{P}") }), s.Open(), Connect(s),
    ];

    private static Step PeerHears(Scene s) => s.P("recv", "p", new { size = 100 });
}
