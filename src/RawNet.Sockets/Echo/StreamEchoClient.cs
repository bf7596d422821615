using System.Net;

namespace RawNet.Sockets;

/// <summary>Asks an echo server over a connection that carries bytes: sends and receives at once, so that no amount fills
/// both directions and stops.</summary>
public sealed class StreamEchoClient : IDisposable
{
    private const int PieceLength = 1 << 16;
    private const int PiecesAtOnce = 16;
    private readonly EchoSocket _socket;
    private readonly EchoLoop _loop;
    private readonly Call _call;

    private StreamEchoClient(EchoSocket socket)
    {
        _socket = socket;
        try
        {
            _call = new(socket);
            _loop = new(takesMany: false);
            _loop.Add(_call);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Connects in the network namespace of the calling thread, within the settings' time.</summary>
    /// <exception cref="SystemCallException">The kernel refuses, or there is no server.</exception>
    public static StreamEchoClient Connect(SocketKind kind, EndPoint server, EchoSettings? settings = null) =>
        new(EchoSockets.Call(kind, server, settings ?? new EchoSettings()));

    /// <summary>Sends everything and half-closes, where the kind can; copies what comes back until as much came, the server closes,
    /// or nothing comes for the time.</summary>
    /// <returns>Bytes that came back.</returns>
    /// <exception cref="SystemCallException">ECONNRESET and its like.</exception>
    /// <exception cref="OperationCanceledException">It was to stop.</exception>
    /// <exception cref="ObjectDisposedException">It was closed meanwhile.</exception>
    public long Exchange(ReadOnlyMemory<byte> message, Stream answer, TimeSpan wait, CancellationToken stop = default)
    {
        _call.Begin(message);
        long received = 0;
        while (_loop.Run(wait, stop) && _call.Received is { Length: > 0 } piece)
        {
            answer.Write(piece.Span);
            received += piece.Length;
            if (received >= message.Length)
                break;
        }
        stop.ThrowIfCancellationRequested();
        _call.ThrowIfRefused();
        return received;
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        _loop?.Dispose();
        _socket.Dispose();
    }

    /// <summary>What is under way on the socket, which stays its owner's.</summary>
    private sealed class Call(EchoSocket socket) : IEchoEnd
    {
        private readonly byte[] _buffer = new byte[PieceLength];
        private ReadOnlyMemory<byte> _unsent;
        private int _length, _error;

        public int Descriptor => socket.Descriptor;

        public Readiness Wish => _unsent.Length > 0 ? Readiness.ToReceive | Readiness.ToSend : Readiness.ToReceive;

        /// <summary>The last piece; none at the end.</summary>
        public ReadOnlyMemory<byte> Received => _buffer.AsMemory(0, _length);

        public void Begin(ReadOnlyMemory<byte> message)
        {
            _unsent = message;
            if (message.IsEmpty)
                End();
        }

        // The server's answer to what it still took is worth more than the reason why it took no more.
        public void ThrowIfRefused()
        {
            if (_error > 0)
                throw new SystemCallException("send", _error, socket.Kind.ToString());
        }

        public EchoTurn TakeTurn()
        {
            if (_unsent.Length > 0)
                Send();
            int count = socket.ReceiveBytesAtOnce(_buffer);
            if (count < 0)
                return socket.IsTimeout(-count) ? EchoTurn.Next : throw new SystemCallException("recv", -count, socket.Kind.ToString());
            _length = count;
            return EchoTurn.Done;
        }

        private void Send()
        {
            for (int i = 0; i < PiecesAtOnce && _unsent.Length > 0; i++)
            {
                // A piece must fit the send buffer: of SCTP it is one message.
                int sent = socket.ReplyAtOnce(_unsent.Span[..Math.Min(_unsent.Length, PieceLength)]);
                if (sent < 0 && socket.IsTimeout(-sent))
                    return;
                if (sent < 0)
                    _error = -sent;
                _unsent = sent < 0 ? default : _unsent[sent..];
            }
            if (_unsent.Length == 0)
                End();
        }

        // Where the peer has gone, receiving tells it.
        private void End()
        {
            if (_error == 0 && socket.Kind.HalfCloses)
                socket.EndSending();
        }
    }
}
