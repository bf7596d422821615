using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>socket(2), bind(2), accept4(2), connect(2), listen(2),
/// shutdown(2), getsockname(2), getpeername(2). Each answers with its result,
/// or with the negative error number.</summary>
internal static unsafe partial class OpenCalls
{
    /// <exception cref="PlatformNotSupportedException">This is no Linux. The library does not say so by an attribute:
    /// every program that uses it would be warned at every call.</exception>
    public static int Open(int family, int type, int protocol) => OperatingSystem.IsLinux()
        ? Checked(Socket(family, type | Constants.SOCK_CLOEXEC, protocol))
        : throw new PlatformNotSupportedException("RawNet.Sockets needs Linux; RawNet.SharpPcap captures and injects on other systems");

    public static int Bind(SafeDescriptor socket, ReadOnlySpan<byte> address)
    {
        fixed (byte* bytes = address)
            return Checked(Bind(socket, bytes, (uint)address.Length));
    }

    public static int Connect(SafeDescriptor socket, ReadOnlySpan<byte> address)
    {
        fixed (byte* bytes = address)
            return Checked(Connect(socket, bytes, (uint)address.Length));
    }

    /// <summary>The descriptor of the next connection, closed on exec.</summary>
    public static int Accept(SafeDescriptor socket) => Checked(Accept4(socket, null, null, Constants.SOCK_CLOEXEC));

    public static int Name(SafeDescriptor socket, Span<byte> address)
    {
        uint length = (uint)address.Length;
        fixed (byte* bytes = address)
            return Checked(GetSockName(socket, bytes, &length));
    }

    /// <summary>As the others, but the result is the name's length.</summary>
    public static int NameLength(SafeDescriptor socket, Span<byte> address, bool ofPeer)
    {
        uint length = (uint)address.Length;
        fixed (byte* bytes = address)
        {
            int result = Checked(ofPeer ? GetPeerName(socket, bytes, &length) : GetSockName(socket, bytes, &length));
            return result < 0 ? result : (int)length;
        }
    }

    public static int Listen(SafeDescriptor socket, int backlog) => Checked(ListenOn(socket, backlog));

    /// <summary>shutdown(2) of one direction or both: SHUT_WR ...</summary>
    public static int Shutdown(SafeDescriptor socket, int how) => Checked(ShutDown(socket, how));

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeDescriptor socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(SafeDescriptor socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept4(SafeDescriptor socket, byte* address, uint* length, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    private static partial int ShutDown(SafeDescriptor socket, int how);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    private static partial int ListenOn(SafeDescriptor socket, int backlog);

    [LibraryImport("libc", EntryPoint = "getpeername", SetLastError = true)]
    private static partial int GetPeerName(SafeDescriptor socket, byte* address, uint* length);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetSockName(SafeDescriptor socket, byte* address, uint* length);
}
