using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

public partial class KernelSocket
{
    /// <summary>socket(2), in the network namespace of the calling thread. The kernel's own numbers, each as it is:
    /// AF_INET 2, SOCK_STREAM 1, also with SOCK_NONBLOCK, a <see cref="Timeout"/> of zero; and 0, for which it chooses the
    /// protocol.</summary>
    /// <exception cref="SystemCallException">The kernel refuses: EAFNOSUPPORT, EPROTONOSUPPORT, EPERM ...</exception>
    public static KernelSocket Open(int family = Constants.AF_INET, int type = Constants.SOCK_STREAM, int protocol = 0) =>
        new(family, type, protocol);

    /// <summary>The same by .NET's names.</summary>
    /// <inheritdoc cref="Open(int, int, int)"/>
    public static KernelSocket Open(AddressFamily family, SocketType type, int protocol = 0) =>
        new(NumberOf(family), (int)type, protocol);

    /// <summary>socketpair(2): two sockets that are connected to each other.</summary>
    /// <exception cref="SystemCallException">EOPNOTSUPP: only AF_UNIX and AF_TIPC have pairs.</exception>
    public static (KernelSocket First, KernelSocket Second) Pair(
        int family = Constants.AF_UNIX, int type = Constants.SOCK_STREAM, int protocol = 0)
    {
        SystemCall.Checked(DescriptorCalls.Pair(family, type, protocol, out int first, out int second),
            $"socketpair({Names.Family(family)}, {Names.Type(type)}, {protocol})");
        return (new(first, family, type, protocol), new(second, family, type, protocol));
    }

    /// <summary>The socket of a descriptor, which it takes over: closing one closes the other. What it is, is asked of it.</summary>
    /// <exception cref="SystemCallException">EBADF, ENOTSOCK: it is none.</exception>
    public static KernelSocket FromDescriptor(int descriptor)
    {
        using SafeDescriptor borrowed = new(descriptor);
        try
        {
            return new(descriptor, GeneralOption.Domain.Get(borrowed), (int)GeneralOption.Type.Get(borrowed),
                GeneralOption.Protocol.Get(borrowed));
        }
        finally
        {
            borrowed.SetHandleAsInvalid(); // the descriptor lives on, with the socket or with the caller
        }
    }

    /// <summary>The socket of a duplicate of the descriptor (fromfd of the documents).</summary>
    /// <inheritdoc cref="FromDescriptor"/>
    public static KernelSocket FromDuplicate(int descriptor)
    {
        int duplicate = SystemCall.Checked(DescriptorCalls.Duplicate(descriptor), "fcntl(F_DUPFD_CLOEXEC)");
        try
        {
            return FromDescriptor(duplicate);
        }
        catch
        {
            new SafeDescriptor(duplicate).Dispose();
            throw;
        }
    }

    /// <summary>A second descriptor of the same socket, with the same <see cref="Timeout"/>.</summary>
    public KernelSocket Duplicate() =>
        new(SystemCall.Checked(DescriptorCalls.Duplicate(Handle), "fcntl(F_DUPFD_CLOEXEC)"), FamilyNumber, (int)Type, Protocol)
        {
            _timeout = _timeout,
        };

    /// <summary>Gives the descriptor to the caller, to close it: this object is closed, the socket is not.</summary>
    public int Detach()
    {
        int descriptor = Descriptor;
        ObjectDisposedException.ThrowIf(descriptor < 0, this);
        _awaited?.Close();
        Handle.SetHandleAsInvalid();
        _calls.Interrupt();
        return descriptor;
    }

    /// <summary>AF_* as the kernel numbers it, of a family that .NET names.</summary>
    private static int NumberOf(AddressFamily family) => family switch
    {
        AddressFamily.InterNetworkV6 => Constants.AF_INET6,
        AddressFamily.Packet => Constants.AF_PACKET,
        AddressFamily.ControllerAreaNetwork => Constants.AF_CAN,
        _ => (int)family,
    };
}
