using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>write(2) to a descriptor of any kind.</summary>
internal static unsafe partial class WriteCall
{
    /// <summary>How many bytes were taken, or the negative error number.</summary>
    public static int Write(SafeHandle descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint taken = Write(descriptor, first, (nuint)bytes.Length);
            return taken < 0 ? -Marshal.GetLastPInvokeError() : (int)taken;
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeHandle descriptor, byte* bytes, nuint length);
}
