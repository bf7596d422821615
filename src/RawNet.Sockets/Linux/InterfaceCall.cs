using System.Net.Sockets;
using System.Runtime.InteropServices;
using RawNet.Wire;

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
        byte[] bytesOfName = NativeText.BytesOf(name);
        if (bytesOfName.Length >= NameLength) return -(int)ErrorNumber.ENODEV;
        bytesOfName.CopyTo(request);
        fixed (byte* bytes = request)
        {
            return Control(socket, Constants.SIOCGIFINDEX, bytes) < 0
                ? -Marshal.GetLastPInvokeError()
                : MemoryMarshal.Read<int>(request[NameLength..]);
        }
    }

    /// <summary>The name of the interface of this index; null when there is none.</summary>
    public static string? NameOf(SafeSocketHandle socket, int index)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        request.Clear();
        MemoryMarshal.Write(request[NameLength..], index);
        fixed (byte* bytes = request)
            return Control(socket, Constants.SIOCGIFNAME, bytes) < 0 ? null : NativeText.Of(request[..request.IndexOf((byte)0)]);
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeSocketHandle socket, nuint request, byte* argument);
}
