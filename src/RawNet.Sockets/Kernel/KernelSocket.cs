using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A socket of any family, type and protocol, with every function of the classic socket documents and the kernel's own
/// meaning of each. Nothing is kept beside the descriptor but the <see cref="Timeout"/>.</summary>
/// <remarks>Receiving is safe beside sending on another thread. Closing ends every wait in other threads, with
/// <see cref="ObjectDisposedException"/> and without a word to the peer or to who has a duplicate of the descriptor. Addresses are
/// .NET's end points or, so that nothing is allocated, its <see cref="System.Net.SocketAddress"/>.</remarks>
public partial class KernelSocket : IDisposable
{
    private const int TypeMask = 0xF; // SOCK_TYPE_MASK of the kernel: the rest are flags
    private readonly CallsInProgress _calls;

    private protected KernelSocket(int family, int type, int protocol)
        : this(Opened(family, type, protocol), family, type, protocol)
    {
    }

    /// <summary>Takes over a descriptor that was made with these.</summary>
    private protected KernelSocket(int descriptor, int family, int type, int protocol)
    {
        Handle = new SafeDescriptor(descriptor);
        _calls = new(Handle);
        (FamilyNumber, Type, Protocol) = (family, (SocketType)(type & TypeMask), protocol);
        _timeout = (type & Constants.SOCK_NONBLOCK) != 0 ? TimeSpan.Zero : null;
    }

    /// <summary>AF_* as the kernel numbers it.</summary>
    public int FamilyNumber { get; }

    /// <summary>SOCK_*: .NET's numbers are Linux's.</summary>
    public SocketType Type { get; }

    /// <summary>The protocol given to socket(2). What the kernel made of 0 is told by <see cref="GeneralOption.Protocol"/>.</summary>
    public int Protocol { get; }

    /// <summary>fileno of the documents: the descriptor's number, or -1 when it is closed.</summary>
    public int Descriptor => Handle.IsClosed || Handle.IsInvalid ? -1 : (int)Handle.DangerousGetHandle();

    internal SafeDescriptor Handle { get; }

    /// <summary>Gives up the socket; its descriptor is closed when its last stream is, too (<see cref="AsStream"/>).</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !Interlocked.Exchange(ref _isDisposed, true))
            Release();
    }

    private static int Opened(int family, int type, int protocol) => SystemCall.Checked(
        OpenCalls.Open(family, type, protocol), $"socket({Names.Family(family)}, {Names.Type(type)}, {protocol})");

    private void Close()
    {
        _awaited?.Close();
        Handle.Dispose();
        _calls.Interrupt();
    }
}
