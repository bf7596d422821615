using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>socket(2), bind(2), accept4(2), connect(2), getsockname(2), getpeername(2). Each answers with its result,
/// or with the negative error number.</summary>
internal static unsafe partial class OpenCalls
{
    /// <exception cref="PlatformNotSupportedException">This is no Linux. The library does not say so by an attribute:
    /// every program that uses it would be warned at every call.</exception>
    public static int Open(int family, int type, int protocol) => OperatingSystem.IsLinux()
        ? Checked(Socket(family, type | Constants.SOCK_CLOEXEC, protocol))
        : throw new PlatformNotSupportedException("RawNet.Sockets needs Linux; RawNet.SharpPcap captures and injects on other systems");

    public static int Bind(SafeSocketHandle socket, ReadOnlySpan<byte> address)
    {
        fixed (byte* bytes = address)
            return Checked(Bind(socket, bytes, (uint)address.Length));
    }

    public static int Connect(SafeSocketHandle socket, ReadOnlySpan<byte> address)
    {
        fixed (byte* bytes = address)
            return Checked(Connect(socket, bytes, (uint)address.Length));
    }

    /// <summary>The descriptor of the next connection, closed on exec.</summary>
    public static int Accept(SafeSocketHandle socket) => Checked(Accept4(socket, null, null, Constants.SOCK_CLOEXEC));

    public static int Name(SafeSocketHandle socket, Span<byte> address)
    {
        uint length = (uint)address.Length;
        fixed (byte* bytes = address)
            return Checked(GetSockName(socket, bytes, &length));
    }

    /// <summary>As the others, but the result is the name's length.</summary>
    public static int NameLength(SafeSocketHandle socket, Span<byte> address, bool ofPeer)
    {
        uint length = (uint)address.Length;
        fixed (byte* bytes = address)
        {
            int result = Checked(ofPeer ? GetPeerName(socket, bytes, &length) : GetSockName(socket, bytes, &length));
            return result < 0 ? result : (int)length;
        }
    }

    /// <summary>shutdown(2) of sending.</summary>
    public static int EndSending(SafeSocketHandle socket) => Checked(Shutdown(socket, Constants.SHUT_WR));

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeSocketHandle socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(SafeSocketHandle socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept4(SafeSocketHandle socket, byte* address, uint* length, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    private static partial int Shutdown(SafeSocketHandle socket, int how);

    [LibraryImport("libc", EntryPoint = "getpeername", SetLastError = true)]
    private static partial int GetPeerName(SafeSocketHandle socket, byte* address, uint* length);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetSockName(SafeSocketHandle socket, byte* address, uint* length);
}
