using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>epoll(7) and eventfd(2). Each answers with its result, or with the negative error number.</summary>
internal static unsafe partial class EpollCalls
{
    public static int Open() => Checked(EpollCreate(Constants.EPOLL_CLOEXEC));

    public static int OpenEvent() => Checked(EventFd(0, Constants.EFD_CLOEXEC | Constants.EFD_NONBLOCK));

    /// <param name="epoll">The set of descriptors.</param>
    /// <param name="operation">EPOLL_CTL_ADD and its like.</param>
    /// <param name="descriptor">Which one.</param>
    /// <param name="wish">A struct epoll_event.</param>
    public static int Control(SafeHandle epoll, int operation, int descriptor, ReadOnlySpan<uint> wish)
    {
        fixed (uint* first = wish)
            return Checked(EpollControl(epoll, operation, descriptor, first));
    }

    /// <summary>How many of the events were filled in.</summary>
    public static int Wait(SafeHandle epoll, Span<uint> events, int most, int milliseconds)
    {
        fixed (uint* first = events)
            return Checked(EpollWait(epoll, first, most, milliseconds));
    }

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(SafeHandle epoll, int operation, int descriptor, uint* wish);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWait(SafeHandle epoll, uint* events, int most, int milliseconds);
}
