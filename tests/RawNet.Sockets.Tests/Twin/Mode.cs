namespace RawNet.Sockets.Tests.Twin;

/// <summary>How long the subject's call may wait.</summary>
internal enum Mode
{
    Blocking,
    LongTimeout,
    ShortTimeout,
    NonBlocking,
    DontWait,
}

/// <summary>Where the two hosts are: on one loopback interface, or on the two ends of a veth.</summary>
internal enum Wire
{
    Loopback,
    Veth,
}
