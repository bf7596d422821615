namespace RawNet.Sockets;

/// <summary>How an echo is made.</summary>
public sealed record EchoSettings
{
    /// <summary>Bytes of the largest message that an echo takes: more than any family here carries unless
    /// its send buffer was raised.</summary>
    public const int LongestMessage = 1 << 20;

    /// <summary>Answers in upper case (ASCII letters), as the documents' exercise does.</summary>
    public bool Upper { get; init; }

    /// <summary>On raw IP the header is written here (IP_HDRINCL, IPV6_HDRINCL).</summary>
    public bool HeaderIncluded { get; init; }

    /// <summary>Connections served at a time, fewer where the limit of open files leaves less room;
    /// the next ones wait in the backlog.</summary>
    public int MostClients { get; init; } = 16_384;

    /// <summary>Datagrams from the server's own port at another host are answered too; of two such servers one forged
    /// datagram makes a loop.</summary>
    public bool AnyPort { get; init; }

    /// <summary>A client may send to broadcast addresses (SO_BROADCAST).</summary>
    public bool Broadcast { get; init; }

    /// <summary>How long a client waits to be connected; for ever unless said.</summary>
    public TimeSpan ConnectTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Called once by a server when its sockets are open and before it starts a thread, which has the privileges
    /// that the calling one then has.</summary>
    public Action? Opened { get; init; }

    /// <summary>Told once when messages are not answered since that could begin a loop; from any thread.</summary>
    public Action<string>? Warning { get; init; }

    /// <summary>Told in one sentence of what went wrong with one client or message; from any thread.</summary>
    public Action<string>? Trouble { get; init; }
}

/// <summary>The two ends of an echo.</summary>
internal enum EchoRole
{
    Server,
    Client,
}
