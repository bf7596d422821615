using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>socketpair(2), fcntl(2) of duplicates and O_NONBLOCK, sendfile(2). Each answers with its result, or with the negative
/// error number.</summary>
internal static unsafe partial class DescriptorCalls
{
    /// <summary>Both closed on exec.</summary>
    public static int Pair(int family, int type, int protocol, out int first, out int second)
    {
        int* pair = stackalloc int[2];
        int result = Checked(SocketPair(family, type | Constants.SOCK_CLOEXEC, protocol, pair));
        (first, second) = (pair[0], pair[1]);
        return result;
    }

    /// <summary>The new descriptor, closed on exec.</summary>
    public static int Duplicate(SafeHandle descriptor) => Checked(Control(descriptor, Constants.F_DUPFD_CLOEXEC, 0));

    /// <inheritdoc cref="Duplicate(SafeHandle)"/>
    public static int Duplicate(int descriptor) => Checked(Control(descriptor, Constants.F_DUPFD_CLOEXEC, 0));

    /// <summary>O_NONBLOCK, which all duplicates share.</summary>
    public static int SetNonBlocking(SafeHandle descriptor, bool isSet)
    {
        int flags = Checked(Control(descriptor, Constants.F_GETFL, 0));
        int wanted = isSet ? flags | Constants.O_NONBLOCK : flags & ~Constants.O_NONBLOCK;
        return flags < 0 || wanted == flags ? flags : Checked(Control(descriptor, Constants.F_SETFL, wanted));
    }

    /// <summary>1 or 0.</summary>
    public static int IsNonBlocking(SafeHandle descriptor) =>
        Checked(Control(descriptor, Constants.F_GETFL, 0)) is >= 0 and var flags ? (flags & Constants.O_NONBLOCK) != 0 ? 1 : 0 : -1;

    /// <summary>Bytes of a file to a socket; the offset moves on.</summary>
    public static nint SendFile(SafeHandle socket, SafeHandle file, ref long offset, nuint count)
    {
        fixed (long* at = &offset)
        {
            nint result = SendFile(socket, file, at, count);
            return result >= 0 ? result : -Marshal.GetLastPInvokeError();
        }
    }

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static partial int SocketPair(int family, int type, int protocol, int* pair);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeHandle descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "sendfile", SetLastError = true)]
    private static partial nint SendFile(SafeHandle socket, SafeHandle file, long* offset, nuint count);
}
