using System.Diagnostics;
using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Asks an echo server for messages or records, one at a time; allocates nothing per message.
/// For streams there is <see cref="StreamEchoClient"/>.</summary>
public sealed class EchoClient : IDisposable
{
    private static readonly TimeSpan _impatience = TimeSpan.FromMilliseconds(50);
    private readonly EchoSocket _socket;
    private readonly Envelope _envelope;
    private readonly byte[] _address;
    private readonly byte[] _buffer;
    private readonly bool _isConnected;
    private readonly EchoLoop _loop;
    private Part _answered;
    private bool _isClosed;

    private EchoClient(SocketKind kind, EndPoint server, EchoSettings settings)
    {
        _socket = EchoSockets.Call(kind, server, settings);
        try
        {
            _envelope = Envelope.Of(_socket, EchoRole.Client, settings, server);
            _loop = new EchoLoop(takesMany: false);
            _loop.Add(new Answers(this));
            _socket.Set(GeneralOption.SendTimeout, _impatience);
            if (IsOfRecords)
                RecordMark.Ask(_socket);
        }
        catch
        {
            Dispose();
            throw;
        }
        _isConnected = EchoSockets.Connects(kind, server, settings);
        _address = server.Serialize().AsSpan().ToArray();
        _buffer = GC.AllocateUninitializedArray<byte>(_envelope.Before + EchoSettings.LongestMessage + _envelope.After);
    }

    /// <summary>Why the last call had no answer.</summary>
    public EchoMiss Miss { get; private set; }

    /// <summary>Opens a socket in the network namespace of the calling thread and, where its kind can, connects it.</summary>
    /// <exception cref="SystemCallException">The kernel refuses, or there is no server.</exception>
    public static EchoClient Open(SocketKind kind, EndPoint server, EchoSettings? settings = null) =>
        new(kind, server, settings ?? new EchoSettings());

    /// <summary>Sends a message and waits for the first answer, for both together no longer than the time.
    /// The answer stays until the next call.</summary>
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
        bool isThere = _loop.Run(wait, CancellationToken.None) && !_isClosed;
        Miss = _isClosed ? EchoMiss.Closed : EchoMiss.NoAnswer;
        answer = isThere ? _buffer.AsSpan(_answered.Start, _answered.Length) : default;
        return isThere;
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        _loop?.Dispose();
        (_envelope as IDisposable)?.Dispose();
        _socket.Dispose();
    }

    /// <summary>False when the receiver had no room within the time.</summary>
    internal bool TrySend(ReadOnlySpan<byte> message, TimeSpan wait)
    {
        if (message.Length > _envelope.Longest)
            throw new SystemCallException("send", (int)ErrorNumber.EMSGSIZE,
                $"{message.Length} bytes over {_socket.Kind}, which takes at most {_envelope.Longest}");
        message.CopyTo(_buffer.AsSpan(_envelope.Before));
        Part all = _envelope.Seal(_buffer, new Part(_envelope.Before, message.Length), _address);
        long start = Stopwatch.GetTimestamp();
        int result;
        do
            result = _socket.Reply(_buffer.AsSpan(all.Start, all.Length), _isConnected ? [] : _address);
        // the send timeout is over: closed meanwhile?
        while (result == -(int)ErrorNumber.EAGAIN && Deadline.Left(wait, start) != TimeSpan.Zero);
        Miss = EchoMiss.NotTaken;
        if (result < 0 && result != -(int)ErrorNumber.EAGAIN)
            throw new SystemCallException("send", -result, $"{message.Length} bytes over {_socket.Kind}");
        return result >= 0;
    }

    private bool IsOfRecords => _socket.Kind.Echo == EchoKind.Records;

    private EchoTurn Receive()
    {
        Span<byte> control = stackalloc byte[RecordMark.ControlLength];
        Span<byte> room = _buffer.AsSpan(_envelope.Before, EchoSettings.LongestMessage);
        Received received = _socket.ReceiveAtOnce(room, IsOfRecords ? control : []);
        if (received.Count < 0)
            return _socket.IsTimeout(-received.Count)
                ? EchoTurn.Next
                : throw new SystemCallException("recvmsg", -received.Count, _socket.Kind.ToString());
        _isClosed = IsOfRecords && RecordMark.IsEnd(received);
        if (_isClosed)
            return EchoTurn.Done;
        bool isAnswer = _envelope.TryOpen(room[..Math.Min(received.Count, room.Length)], out Part payload);
        _answered = payload.From(_envelope.Before);
        return isAnswer ? EchoTurn.Done : EchoTurn.Next;
    }

    /// <summary>The client's socket, which stays the client's, in its loop.</summary>
    private sealed class Answers(EchoClient client) : IEchoEnd
    {
        public int Descriptor => client._socket.Descriptor;

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
