using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace RawNet.Sockets.Linux;

/// <summary>ioctl(2) with a struct ifreq: asks in the network namespace of the socket, whatever that of the calling thread is (netdevice(7)).</summary>
internal static unsafe partial class InterfaceCall
{
    private const int RequestLength = 40; // struct ifreq
    private const int NameLength = 16; // IFNAMSIZ, the final zero included

    /// <summary>The index of the interface of this name, or the negative error number: ENODEV.</summary>
    public static int IndexOf(SafeSocketHandle socket, string name)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        request.Clear();
        Encoding.UTF8.TryGetBytes(name, request[..(NameLength - 1)], out _);
        fixed (byte* bytes = request)
        {
            return Control(socket, Constants.SIOCGIFINDEX, bytes) < 0
                ? -Marshal.GetLastPInvokeError()
                : MemoryMarshal.Read<int>(request[NameLength..]);
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeSocketHandle socket, nuint request, byte* argument);
}
