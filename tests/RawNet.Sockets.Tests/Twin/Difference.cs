namespace RawNet.Sockets.Tests.Twin;

/// <summary>A row in which this library does not do what Python does, and why it does not.</summary>
internal sealed record Difference(string Name, string Reason)
{
    public static IReadOnlyList<Difference> All { get; } =
    [
        new("accept, closed by another thread while it waits: inet stream as described, Blocking, Loopback",
            "closing ends every wait; Python's goes on, on a descriptor that may be another's by then"),
        new("recv, closed by another thread while it waits: inet stream as described, Blocking, Loopback",
            "closing ends every wait; Python's goes on, on a descriptor that may be another's by then"),
        new("recv, MSG_DONTWAIT with a timeout: inet stream as described, Blocking, Loopback",
            "who says that it shall not wait is answered at once, as by the kernel; Python waits"),
        new("send, MSG_DONTWAIT with a timeout: unix stream as described, Blocking, Loopback",
            "who says that it shall not wait is answered at once, as by the kernel; Python waits"),
        new("recv, SO_RCVLOWAT with a timeout: inet stream as described, Blocking, Loopback",
            "a call is tried before it waits, one system call instead of two; poll(2), which Python asks first, heeds the option"),
        new("sendto, no flag: unix stream full, ShortTimeout, Loopback",
            "a call is tried before it waits: EISCONN needs no room"),
        new("connect, to a full listener: unix stream fresh, LongTimeout, Loopback",
            "a timeout holds for connect; Python says EAGAIN at once, because poll(2) knows nothing of this wait"),
    ];
}
