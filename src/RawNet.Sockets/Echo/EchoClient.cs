using System.Diagnostics;
using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Asks an echo server for messages or records, one at a time; allocates nothing per message. For streams there is <see cref="StreamEchoClient"/>.</summary>
public sealed class EchoClient : IDisposable
{
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(50);
    private readonly FamilySocket socket;
    private readonly Envelope envelope;
    private readonly byte[] address;
    private readonly byte[] buffer;
    private readonly bool isConnected;
    private readonly EchoLoop loop;
    private Part answered;
    private bool isClosed;

    private EchoClient(SocketCell cell, EndPoint server, EchoSettings settings)
    {
        socket = EchoSockets.Call(cell, server, settings);
        try
        {
            envelope = Envelope.Of(socket, EchoRole.Client, settings, server);
            loop = new EchoLoop();
            loop.Add(new Answers(this));
        }
        catch
        {
            Dispose();
            throw;
        }
        socket.Set(GeneralOption.SendTimeout, Impatience);
        isConnected = EchoSockets.Connects(cell, server, settings);
        if (IsOfRecords)
            RecordMark.Ask(socket);
        address = server.Serialize().AsSpan().ToArray();
        buffer = GC.AllocateUninitializedArray<byte>(envelope.Before + EchoSettings.LongestMessage + envelope.After);
    }

    /// <summary>Why the last call had no answer.</summary>
    public EchoMiss Miss { get; private set; }

    /// <summary>Opens a socket in the network namespace of the calling thread and, where its kind can, connects it.</summary>
    /// <exception cref="SystemCallException">The kernel refuses, or there is no server.</exception>
    public static EchoClient Open(SocketCell cell, EndPoint server, EchoSettings? settings = null) => new(cell, server, settings ?? new EchoSettings());

    /// <summary>Sends a message and waits for the first answer, for both together no longer than the time. The answer stays until the next call.</summary>
    /// <returns>False when none came within the time, or the server closed the connection; <see cref="Miss"/> tells which.</returns>
    /// <exception cref="SystemCallException">EMSGSIZE: longer than one message may be. ECONNREFUSED: nobody is there.</exception>
    /// <exception cref="ObjectDisposedException">It was closed meanwhile.</exception>
    public bool TryCall(ReadOnlySpan<byte> message, TimeSpan wait, out ReadOnlySpan<byte> answer)
    {
        long start = Stopwatch.GetTimestamp();
        answer = default;
        return TrySend(message, wait) && TryReceive(Deadline.Left(wait, start), out answer);
    }

    /// <summary>Waits for one more answer, as <see cref="TryCall"/> does.</summary>
    public bool TryReceive(TimeSpan wait, out ReadOnlySpan<byte> answer)
    {
        bool isThere = loop.Run(wait, CancellationToken.None) && !isClosed;
        Miss = isClosed ? EchoMiss.Closed : EchoMiss.NoAnswer;
        answer = isThere ? buffer.AsSpan(answered.Start, answered.Length) : default;
        return isThere;
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        loop?.Dispose();
        (envelope as IDisposable)?.Dispose();
        socket.Dispose();
    }

    /// <summary>False when the receiver had no room within the time.</summary>
    internal bool TrySend(ReadOnlySpan<byte> message, TimeSpan wait)
    {
        if (message.Length > envelope.Longest)
            throw new SystemCallException("send", (int)ErrorNumber.EMSGSIZE, $"{message.Length} bytes over {socket.Cell}, which takes at most {envelope.Longest}");
        message.CopyTo(buffer.AsSpan(envelope.Before));
        Part all = envelope.Seal(buffer, new Part(envelope.Before, message.Length), address);
        long start = Stopwatch.GetTimestamp();
        int result;
        do
            result = socket.Reply(buffer.AsSpan(all.Start, all.Length), isConnected ? [] : address);
        while (result == -(int)ErrorNumber.EAGAIN && Deadline.Left(wait, start) != TimeSpan.Zero); // the send timeout is over: closed meanwhile?
        Miss = EchoMiss.NotTaken;
        if (result < 0 && result != -(int)ErrorNumber.EAGAIN)
            throw new SystemCallException("send", -result, $"{message.Length} bytes over {socket.Cell}");
        return result >= 0;
    }

    private bool IsOfRecords => socket.Cell.Echo == EchoKind.Records;

    private EchoTurn Receive()
    {
        Span<byte> control = stackalloc byte[RecordMark.ControlLength];
        Span<byte> room = buffer.AsSpan(envelope.Before, EchoSettings.LongestMessage);
        Received received = socket.ReceiveAtOnce(room, IsOfRecords ? control : []);
        if (received.Count < 0)
            return socket.IsTimeout(-received.Count) ? EchoTurn.Next : throw new SystemCallException("recvmsg", -received.Count, socket.Cell.ToString());
        isClosed = IsOfRecords && RecordMark.IsEnd(received);
        if (isClosed)
            return EchoTurn.Done;
        bool isAnswer = envelope.TryOpen(room[..Math.Min(received.Count, room.Length)], out Part payload);
        answered = payload.From(envelope.Before);
        return isAnswer ? EchoTurn.Done : EchoTurn.Next;
    }

    /// <summary>The client's socket, which stays the client's, in its loop.</summary>
    private sealed class Answers(EchoClient client) : IEchoEnd
    {
        public int Descriptor => client.socket.Descriptor;

        public Readiness Wish => Readiness.ToReceive;

        public EchoTurn TakeTurn() => client.Receive();
    }
}

/// <summary>Why a call had no answer.</summary>
public enum EchoMiss
{
    /// <summary>None came within the time.</summary>
    NoAnswer,

    /// <summary>The receiver had no room for the message within the time.</summary>
    NotTaken,

    /// <summary>The server closed the connection.</summary>
    Closed,
}
