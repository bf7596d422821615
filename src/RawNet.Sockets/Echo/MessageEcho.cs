using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Sends messages back where they came from, one after the other; allocates nothing per message.</summary>
internal sealed class MessageEcho : IEchoEnd
{
    private const int Patience = 100; // milliseconds for an answer to find room
    private readonly FamilySocket socket;
    private readonly Envelope envelope;
    private readonly EchoSettings settings;
    private readonly EchoCounts counts;
    private readonly byte[] buffer;
    private readonly ReturnPath? path;
    private readonly LoopGuard? guard;
    private readonly EchoLink? link;
    private bool hasWarned;
    private int lastError;

    public MessageEcho(FamilySocket socket, EndPoint address, EchoSettings settings, EchoCounts counts)
    {
        (this.socket, this.settings, this.counts) = (socket, settings, counts);
        envelope = Envelope.Of(socket, EchoRole.Server, settings, address);
        link = EchoLink.Of(socket, address);
        buffer = GC.AllocateUninitializedArray<byte>(envelope.Before + EchoSettings.LongestMessage + envelope.After);
        socket.Socket.SendTimeout = Patience;
        path = ReturnPath.Of(socket);
        guard = LoopGuard.Of(socket, settings);
    }

    public int Descriptor => socket.Descriptor;

    public Readiness Wish => Readiness.ToReceive;

    /// <summary>Looks after the interface.</summary>
    public void Pulse()
    {
        lastError = 0;
        if (link?.HasReturned(out byte[] hardware) == true)
            envelope.MoveTo(hardware);
        counts.Link = link?.History ?? default;
    }

    /// <summary>Answers one message.</summary>
    public EchoTurn TakeTurn()
    {
        Receive();
        counts.Link = link?.History ?? default;
        return EchoTurn.Next;
    }

    /// <summary>Closes what was opened beside the socket, which stays its owner's.</summary>
    public void Close()
    {
        (envelope as IDisposable)?.Dispose();
        guard?.Dispose();
    }

    private void Receive()
    {
        Span<byte> control = stackalloc byte[ReturnPath.ControlLength];
        Span<byte> room = buffer.AsSpan(envelope.Before, EchoSettings.LongestMessage);
        Received received = socket.ReceiveAtOnce(room, path is null ? [] : control);
        if (received.Count < 0)
        {
            Judge(-received.Count);
            return;
        }
        lastError = 0;
        link?.Works();
        path?.Take(control[..received.ControlLength]);
        if (received.Truncated)
            Drop($"a message of {received.Count} bytes is longer than the {EchoSettings.LongestMessage} that are taken");
        else if (envelope.TryOpen(room[..received.Count], out Part payload))
            Answer(payload.From(envelope.Before), socket.PeerOf(received));
    }

    private void Answer(Part payload, ReadOnlySpan<byte> address)
    {
        if (guard?.Refuses(address) == true)
        {
            Refuse(address);
            return;
        }
        if (settings.Upper)
            UpperCase.InPlace(buffer.AsSpan(payload.Start, payload.Length));
        if (path is not null)
            envelope.Asked = path.Asked;
        Part all = envelope.Seal(buffer, payload, address);
        int result = socket.Reply(buffer.AsSpan(all.Start, all.Length), address, path is null ? [] : path.Control);
        if (result >= 0)
            counts.AddMessage(payload.Length);
        else
            Drop($"an answer of {payload.Length} bytes: {SystemCallException.Name(-result)}");
    }

    private void Refuse(ReadOnlySpan<byte> address)
    {
        counts.AddDropped();
        if (!hasWarned)
            settings.Warning?.Invoke($"messages from the server's own port, as at {HostAddress.FromSocketAddress(address)}, are not answered: two echoes would answer each other for ever");
        hasWarned = true;
    }

    private void Drop(string why)
    {
        counts.AddDropped();
        settings.Trouble?.Invoke(why);
    }

    // An error that an earlier answer or a link that went down brought is told once; one that comes again without a pause is the socket's own.
    private void Judge(int error)
    {
        if (socket.IsTimeout(error))
            return;
        bool isPassing = link?.Endures(error) == true || error is (int)ErrorNumber.ENETDOWN || error != lastError;
        if (!isPassing)
            throw new SystemCallException("recvmsg", error, socket.Cell.ToString());
        lastError = error;
        settings.Trouble?.Invoke($"recvmsg: {SystemCallException.Name(error)}");
    }
}
