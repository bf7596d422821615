using System.Buffers;

namespace RawNet.Sockets;

/// <summary>One connection at a server. While its client takes no answer, nothing more is read from it:
/// nothing is lost, and nobody else waits.</summary>
/// <param name="descriptor">Taken over.</param>
/// <param name="listener">Who accepted it.</param>
internal abstract class EchoConnection(int descriptor, EchoListener listener) : IEchoEnd
{
    private byte[]? _kept; // an answer that found no room, perhaps an empty one; of the pool
    private int _length, _sent; // bytes of it, and how many found room

    public int Descriptor => Socket.Descriptor;

    public Readiness Wish => _kept is null ? Readiness.ToReceive : Readiness.ToSend;

    protected EchoSocket Socket { get; } = EchoSocket.Of(listener.Kind, descriptor);

    protected EchoListener Listener { get; } = listener;

    public EchoTurn TakeTurn()
    {
        try
        {
            bool goesOn = _kept is { } kept ? Send(kept.AsSpan(0, _length), _sent) : Receive(Listener.Buffer);
            return goesOn ? EchoTurn.Next : EchoTurn.Over;
        }
        catch (SystemCallException failure)
        {
            Listener.Settings.Trouble?.Invoke($"a client: {failure.Message}");
            return EchoTurn.Over;
        }
    }

    public void Close()
    {
        if (_kept is not null)
            Listener.Counts.AddDropped();
        Forget();
        Socket.Dispose();
        Listener.Leave();
    }

    /// <summary>Takes what came and answers it; false at the end of the connection.</summary>
    /// <exception cref="SystemCallException">The socket can receive or send no more.</exception>
    protected abstract bool Receive(Span<byte> buffer);

    /// <summary>Sends an answer back, and keeps what finds no room.</summary>
    protected bool Answer(Span<byte> answer)
    {
        if (Listener.Settings.Upper)
            UpperCase.InPlace(answer);
        return Send(answer, from: 0);
    }

    /// <summary>Whether the connection goes on without an answer that cannot be sent.</summary>
    /// <exception cref="SystemCallException">It does not, and that is to be told.</exception>
    protected abstract bool GoesOnWithout(int error, int length);

    protected void Drop(string why)
    {
        Listener.Counts.AddDropped();
        Listener.Settings.Trouble?.Invoke(why);
    }

    private bool Send(ReadOnlySpan<byte> answer, int from)
    {
        int result = Socket.ReplyAtOnce(answer[from..]);
        if (result < 0 && !Socket.IsTimeout(-result))
        {
            Forget();
            return GoesOnWithout(result, answer.Length);
        }
        int sent = from + Math.Max(result, 0);
        if (result >= 0 && sent == answer.Length)
        {
            Listener.Counts.AddMessage(answer.Length);
            Forget();
        }
        else
        {
            Keep(answer, sent);
        }
        return true;
    }

    private void Keep(ReadOnlySpan<byte> answer, int sent)
    {
        if (_kept is null)
        {
            _kept = ArrayPool<byte>.Shared.Rent(answer.Length);
            answer.CopyTo(_kept);
            _length = answer.Length;
        }
        _sent = sent;
    }

    private void Forget()
    {
        if (_kept is { } kept)
            ArrayPool<byte>.Shared.Return(kept);
        _kept = null;
    }
}
