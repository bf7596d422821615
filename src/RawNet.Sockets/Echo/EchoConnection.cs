using System.Buffers;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>One connection at a server. While its client takes no answer, nothing more is read from it:
/// nothing is lost, and nobody else waits.</summary>
/// <param name="descriptor">Taken over.</param>
/// <param name="listener">Who accepted it.</param>
internal abstract class EchoConnection(int descriptor, EchoListener listener) : IEchoEnd
{
    private byte[]? _kept; // an answer that found no room, perhaps an empty one; of the pool
    private Part _unsent;  // what of it is still to be sent

    public int Descriptor => Socket.Descriptor;

    public Readiness Wish => _kept is null ? Readiness.ToReceive : Readiness.ToSend;

    protected FamilySocket Socket { get; } = FamilySocket.Of(listener.Cell, descriptor);

    protected EchoListener Listener { get; } = listener;

    public EchoTurn TakeTurn()
    {
        try
        {
            bool goesOn = _kept is { } kept ? SendKept(kept) : Receive(Listener.Buffer);
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

    /// <summary>How many bytes were taken, or the negative error number, of which one only says that there is no room.</summary>
    protected abstract int SendOnce(ReadOnlySpan<byte> bytes);

    /// <summary>Sends an answer back, and keeps what finds no room.</summary>
    protected bool Answer(Span<byte> answer)
    {
        if (Listener.Settings.Upper)
            UpperCase.InPlace(answer);
        int sent = SendOnce(answer);
        if (sent < 0 && !Socket.IsTimeout(-sent))
            return GoesOnWithout(sent, answer.Length);
        if (sent == answer.Length)
            Listener.Counts.AddMessage(sent);
        else
            Keep(answer, Math.Max(sent, 0));
        return true;
    }

    /// <summary>Whether the connection goes on without an answer that cannot be sent.</summary>
    /// <exception cref="SystemCallException">It does not, and that is to be told.</exception>
    protected abstract bool GoesOnWithout(int error, int length);

    protected void Drop(string why)
    {
        Listener.Counts.AddDropped();
        Listener.Settings.Trouble?.Invoke(why);
    }

    private void Keep(ReadOnlySpan<byte> answer, int sent)
    {
        _kept = ArrayPool<byte>.Shared.Rent(answer.Length);
        answer.CopyTo(_kept);
        _unsent = new Part(sent, answer.Length - sent);
    }

    private bool SendKept(byte[] kept)
    {
        int sent = SendOnce(kept.AsSpan(_unsent.Start, _unsent.Length));
        int length = _unsent.Start + _unsent.Length;
        if (sent < 0 && !Socket.IsTimeout(-sent))
        {
            Forget();
            return GoesOnWithout(sent, length);
        }
        if (sent < 0)
            return true;
        _unsent = new Part(_unsent.Start + sent, _unsent.Length - sent);
        if (_unsent.Length > 0)
            return true;
        Listener.Counts.AddMessage(length);
        Forget();
        return true;
    }

    private void Forget()
    {
        if (_kept is { } kept)
            ArrayPool<byte>.Shared.Return(kept);
        (_kept, _unsent) = (null, default);
    }
}
