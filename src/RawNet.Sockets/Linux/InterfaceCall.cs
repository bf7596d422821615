using System.Runtime.InteropServices;
using RawNet.Wire;

namespace RawNet.Sockets.Linux;

/// <summary>ioctl(2) with a struct ifreq: asks in the network namespace of the socket, whatever that of the
/// calling thread is (netdevice(7)).</summary>
internal static unsafe partial class InterfaceCall
{
    private const int RequestLength = 40; // struct ifreq
    private const int NameLength = 16; // IFNAMSIZ, the final zero included

    /// <summary>The index of the interface of this name, or the negative error number: ENODEV.</summary>
    public static int IndexOf(SafeDescriptor socket, string name)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        int result = Ask(socket, Constants.SIOCGIFINDEX, name, request);
        return result < 0 ? result : MemoryMarshal.Read<int>(request[NameLength..]);
    }

    /// <summary>The 6 bytes of the Ethernet address of the interface of this name; empty when there is none,
    /// or it has another kind of address.</summary>
    public static byte[] HardwareAddressOf(SafeDescriptor socket, string name)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        bool isEthernet = Ask(socket, Constants.SIOCGIFHWADDR, name, request) == 0
            && MemoryMarshal.Read<ushort>(request[NameLength..]) == Constants.ARPHRD_ETHER;
        return isEthernet ? request.Slice(NameLength + sizeof(ushort), 6).ToArray() : [];
    }

    /// <summary>The name of the interface of this index; null when there is none.</summary>
    public static string? NameOf(SafeDescriptor socket, int index)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        request.Clear();
        MemoryMarshal.Write(request[NameLength..], index);
        fixed (byte* bytes = request)
            return Control(socket, Constants.SIOCGIFNAME, bytes) < 0 ? null : NativeText.Of(request[..request.IndexOf((byte)0)]);
    }

    /// <summary>Whether the interface of this name is administratively up; so is one that cannot be asked.</summary>
    public static bool IsUp(SafeDescriptor socket, string name)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        return Ask(socket, Constants.SIOCGIFFLAGS, name, request) != 0
            || (MemoryMarshal.Read<ushort>(request[NameLength..]) & Constants.IFF_UP) != 0;
    }

    private static int Ask(SafeDescriptor socket, nuint question, string name, Span<byte> request)
    {
        byte[] named = NativeText.BytesOf(name);
        if (named.Length >= NameLength) return -(int)ErrorNumber.ENODEV;
        request.Clear();
        named.CopyTo(request);
        fixed (byte* bytes = request)
            return Control(socket, question, bytes) < 0 ? -Marshal.GetLastPInvokeError() : 0;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeDescriptor socket, nuint request, byte* argument);
}
