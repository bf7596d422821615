using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Sends messages back where they came from, one after the other; allocates nothing per message.</summary>
internal sealed class MessageEcho : IEchoEnd
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(100); // for a message to come, and for an answer to find room
    private readonly EchoSocket _socket;
    private readonly Envelope _envelope;
    private readonly EchoSettings _settings;
    private readonly EchoCounts _counts;
    private readonly byte[] _buffer;
    private readonly ReturnPath? _path;
    private readonly LoopGuard? _guard;
    private readonly EchoLink? _link;
    private bool _hasWarned;
    private int _lastError;

    public MessageEcho(EchoSocket socket, EndPoint address, EchoSettings settings, EchoCounts counts)
    {
        (_socket, _settings, _counts) = (socket, settings, counts);
        _envelope = Envelope.Of(socket, EchoRole.Server, settings, address);
        _link = EchoLink.Of(socket, address);
        _buffer = GC.AllocateUninitializedArray<byte>(_envelope.Before + EchoSettings.LongestMessage + _envelope.After);
        socket.Set(GeneralOption.ReceiveTimeout, _patience);
        socket.Set(GeneralOption.SendTimeout, _patience);
        _path = ReturnPath.Of(socket);
        _guard = LoopGuard.Of(socket, settings);
    }

    public int Descriptor => _socket.Descriptor;

    public Readiness Wish => Readiness.ToReceive;

    public bool Waits => true;

    /// <summary>Looks after the interface.</summary>
    public void Pulse()
    {
        _lastError = 0;
        if (_link?.HasReturned(out byte[] hardware) == true)
            _envelope.MoveTo(hardware);
        _counts.Link = _link?.History ?? default;
    }

    /// <summary>Answers one message.</summary>
    public EchoTurn TakeTurn()
    {
        Receive();
        _counts.Link = _link?.History ?? default;
        return EchoTurn.Next;
    }

    /// <summary>Closes what was opened beside the socket, which stays its owner's.</summary>
    public void Close()
    {
        (_envelope as IDisposable)?.Dispose();
        _guard?.Dispose();
    }

    private void Receive()
    {
        Span<byte> control = stackalloc byte[ReturnPath.ControlLength];
        Span<byte> room = _buffer.AsSpan(_envelope.Before, EchoSettings.LongestMessage);
        Received received = _socket.Receive(room, _path is null ? [] : control);
        if (received.Count < 0)
        {
            Judge(-received.Count);
            return;
        }
        _lastError = 0;
        _link?.Works();
        _path?.Read(control[..received.ControlLength]);
        if (received.Truncated)
            Drop($"a message of {received.Count} bytes is longer than the {EchoSettings.LongestMessage} that are taken");
        else if (_envelope.TryOpen(room[..received.Count], out Part payload))
            Answer(payload.From(_envelope.Before), _socket.PeerOf(received));
    }

    private void Answer(Part payload, ReadOnlySpan<byte> address)
    {
        if (_guard?.Refuses(address) == true)
        {
            Refuse(address);
            return;
        }
        if (_settings.Upper)
            UpperCase.InPlace(_buffer.AsSpan(payload.Start, payload.Length));
        if (_path is not null)
            _envelope.Asked = _path.Asked;
        Part all = _envelope.Seal(_buffer, payload, address);
        int result = _socket.Reply(_buffer.AsSpan(all.Start, all.Length), address, _path is null ? [] : _path.Control);
        if (result >= 0)
            _counts.AddMessage(payload.Length);
        else
            Drop($"an answer of {payload.Length} bytes: {SystemCallException.Name(-result)}");
    }

    private void Refuse(ReadOnlySpan<byte> address)
    {
        _counts.AddDropped();
        if (!_hasWarned)
            _settings.Warning?.Invoke($"messages from the server's own port, as at {ScopedAddress.FromSocketAddress(address)}, "
                + "are not answered: two echoes would answer each other for ever");
        _hasWarned = true;
    }

    private void Drop(string why)
    {
        _counts.AddDropped();
        _settings.Trouble?.Invoke(why);
    }

    // An error that an earlier answer or a link that went down brought is told once; one that comes again
    // without a pause is the socket's own.
    private void Judge(int error)
    {
        if (_socket.IsTimeout(error))
            return;
        bool isPassing = _link?.Endures(error) == true || error is (int)ErrorNumber.ENETDOWN || error != _lastError;
        if (!isPassing)
            throw new SystemCallException("recvmsg", error, _socket.Kind.ToString());
        _lastError = error;
        _settings.Trouble?.Invoke($"recvmsg: {SystemCallException.Name(error)}");
    }
}
