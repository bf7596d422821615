using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

// Each call that can wait, awaited: the same call, but of Timeout it knows only zero, which waits for nothing. Nothing is started
// before a call has to wait.
public partial class KernelSocket
{
    private AwaitedCalls? _awaited;
    private AwaitedCall? _spareReceive, _spareSend;

    internal AwaitedCalls Awaited => _awaited ?? Interlocked.CompareExchange(ref _awaited, new(this), null) ?? _awaited;

    /// <summary><see cref="Receive(Span{byte}, MessageFlags)"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait; nothing was received.</exception>
    /// <inheritdoc cref="Receive(Span{byte}, MessageFlags)"/>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, MessageFlags flags = MessageFlags.None, CancellationToken stop = default) =>
        Count(new() { Kind = CallKind.Receive, Buffer = buffer, Flags = flags }, stop);

    /// <summary><see cref="ReceiveFrom(Span{byte}, SocketAddress, MessageFlags)"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait; nothing was received.</exception>
    /// <inheritdoc cref="ReceiveFrom(Span{byte}, SocketAddress, MessageFlags)"/>
    public ValueTask<int> ReceiveFromAsync(Memory<byte> buffer, SocketAddress sender, MessageFlags flags = MessageFlags.None,
        CancellationToken stop = default) =>
        Count(new() { Kind = CallKind.ReceiveFrom, Buffer = buffer, Address = sender, Flags = flags }, stop);

    /// <summary><see cref="ReceiveMessage"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait; nothing was received.</exception>
    /// <inheritdoc cref="ReceiveMessage"/>
    public ValueTask<MessageResult> ReceiveMessageAsync(Memory<byte> buffer, Memory<byte> control, SocketAddress? sender = null,
        MessageFlags flags = MessageFlags.None, CancellationToken stop = default)
    {
        AwaitedCall call = Started(
            new() { Kind = CallKind.ReceiveMessage, Buffer = buffer, Control = control, Address = sender, Flags = flags }, stop);
        return new(call, call.Version);
    }

    /// <summary><see cref="Accept"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    /// <inheritdoc cref="Accept"/>
    public async ValueTask<KernelSocket> AcceptAsync(CancellationToken stop = default) =>
        new(await Count(new() { Kind = CallKind.Accept }, stop).ConfigureAwait(false), FamilyNumber, (int)Type, Protocol);

    /// <summary><see cref="Connect(EndPoint)"/>, awaited, for as long as the token lets it; after that the socket can only be
    /// closed.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    /// <inheritdoc cref="Connect(EndPoint)"/>
    public ValueTask ConnectAsync(EndPoint address, CancellationToken stop = default)
    {
        AwaitedCall call = Started(new() { Kind = CallKind.Connect, Address = address.Serialize(), Target = address }, stop);
        return new(call, call.Version);
    }

    /// <summary><see cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait; nothing was sent.</exception>
    /// <inheritdoc cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes, MessageFlags flags = MessageFlags.None, CancellationToken stop = default) =>
        Count(new() { Kind = CallKind.Send, Bytes = bytes, Flags = flags }, stop);

    /// <summary><see cref="SendAll"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait; some bytes may have been sent.</exception>
    /// <inheritdoc cref="SendAll"/>
    public ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, MessageFlags flags = MessageFlags.None, CancellationToken stop = default)
    {
        AwaitedCall call = Started(new() { Kind = CallKind.SendAll, Bytes = bytes, Flags = flags }, stop);
        return new(call, call.Version);
    }

    /// <summary><see cref="SendTo(ReadOnlySpan{byte}, SocketAddress, MessageFlags)"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait; nothing was sent.</exception>
    /// <inheritdoc cref="SendTo(ReadOnlySpan{byte}, SocketAddress, MessageFlags)"/>
    public ValueTask<int> SendToAsync(ReadOnlyMemory<byte> bytes, SocketAddress address, MessageFlags flags = MessageFlags.None,
        CancellationToken stop = default) =>
        Count(new() { Kind = CallKind.SendTo, Bytes = bytes, Address = address, Flags = flags }, stop);

    /// <summary><see cref="SendMessage"/>, awaited, for as long as the token lets it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait; nothing was sent.</exception>
    /// <inheritdoc cref="SendMessage"/>
    public ValueTask<int> SendMessageAsync(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> control, SocketAddress? address = null,
        MessageFlags flags = MessageFlags.None, CancellationToken stop = default) =>
        Count(new() { Kind = CallKind.SendMessage, Bytes = bytes, SentControl = control, Address = address, Flags = flags }, stop);

    /// <summary>Makes the call without waiting: its result, or the negative error number; EAGAIN where it has to wait.</summary>
    internal int Attempt(ref SocketCall call)
    {
        int flags = (int)(call.Flags | MessageFlags.DontWait);
        ReadOnlySpan<byte> name = call.Address is { } address && call.Kind is CallKind.SendTo or CallKind.SendMessage
            ? call.Address.AsSpan()
            : [];
        try
        {
            return call.Kind switch
            {
                CallKind.Receive => MessageCalls.Receive(Handle, call.Buffer.Span, flags),
                CallKind.ReceiveFrom => ReceiveFromAtOnce(call, flags),
                CallKind.ReceiveMessage => ReceiveMessageAtOnce(ref call, flags),
                CallKind.Accept => AtOnce(static (socket, _) => OpenCalls.Accept(socket), []),
                CallKind.SendAll => SendAllAtOnce(ref call, flags),
                CallKind.Connect => ConnectAtOnce(ref call),
                CallKind.SendMessage => MessageCalls.Send(Handle, call.Bytes.Span, name, call.SentControl.Span, flags),
                _ => MessageCalls.Send(Handle, call.Bytes.Span, name, flags),
            };
        }
        catch (ObjectDisposedException)
        {
            return -(int)ErrorNumber.EBADF;
        }
    }

    internal void GiveBack(AwaitedCall call) => (call.IsSending ? ref _spareSend : ref _spareReceive) = call;

    private ValueTask<int> Count(in SocketCall call, CancellationToken stop)
    {
        AwaitedCall started = Started(call, stop);
        return new(started, started.Version);
    }

    private AwaitedCall Started(in SocketCall call, CancellationToken stop)
    {
        ObjectDisposedException.ThrowIf(Handle.IsClosed, this);
        bool isSending = call.Kind >= CallKind.Send;
        AwaitedCall awaited = Interlocked.Exchange(ref isSending ? ref _spareSend : ref _spareReceive, null) ?? new(this, isSending);
        awaited.Call = _timeout == TimeSpan.Zero ? call with { Flags = call.Flags | MessageFlags.DontWait } : call;
        awaited.Start(stop);
        return awaited;
    }

    private int ReceiveFromAtOnce(in SocketCall call, int flags)
    {
        int result = MessageCalls.ReceiveFrom(Handle, call.Buffer.Span, call.Address!.Buffer.Span, out int length, flags);
        if (result >= 0)
            call.Address.Size = Math.Min(length, call.Address.Buffer.Length);
        return result;
    }

    private int ReceiveMessageAtOnce(ref SocketCall call, int flags)
    {
        Span<byte> name = call.Address is null ? [] : call.Address.Buffer.Span;
        Received received = MessageCalls.Receive(Handle, call.Buffer.Span, name, call.Control.Span, flags);
        if (received.Count >= 0 && call.Address is not null)
            call.Address.Size = Math.Min(received.AddressLength, name.Length);
        call.Message = new(received.Count, received.ControlLength, (MessageFlags)received.Flags);
        return received.Count;
    }

    private int SendAllAtOnce(ref SocketCall call, int flags)
    {
        int result;
        do
            result = MessageCalls.Send(Handle, call.Bytes.Span[call.Done..], [], flags);
        while (result >= 0 && (call.Done += result) < call.Bytes.Length);
        return result >= 0 ? call.Done : result;
    }

    private int ConnectAtOnce(ref SocketCall call)
    {
        if (call.IsUnderWay)
            return PollCall.Wait(Handle, Constants.POLLOUT, TimeSpan.Zero) == 0 ? -(int)ErrorNumber.EAGAIN : -Get(GeneralOption.Error);
        int result = AtOnce(static (socket, name) => OpenCalls.Connect(socket, name), call.Address!.AsSpan());
        call.IsUnderWay = result == -(int)ErrorNumber.EINPROGRESS && (call.Flags & MessageFlags.DontWait) == 0;
        return call.IsUnderWay ? -(int)ErrorNumber.EAGAIN : result;
    }

    // accept(2) and connect(2) have no MSG_DONTWAIT: a descriptor that blocks is told not to, for the length of the call.
    private int AtOnce(Func<SafeDescriptor, ReadOnlySpan<byte>, int> call, ReadOnlySpan<byte> name)
    {
        if (_timeout is not null)
            return call(Handle, name);
        bool wasBlocking = DescriptorCalls.IsNonBlocking(Handle) == 0;
        if (wasBlocking)
            DescriptorCalls.SetNonBlocking(Handle, true);
        int result = call(Handle, name);
        if (wasBlocking)
            DescriptorCalls.SetNonBlocking(Handle, false);
        return result;
    }
}
