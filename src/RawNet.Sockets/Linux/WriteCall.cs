using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>write(2) to a descriptor of any kind, and lseek(2) to ask for it.</summary>
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

    /// <summary>Whether it is a file or a device that takes what it is given; pipes, terminals and sockets let their writer wait.</summary>
    public static bool CanSeek(SafeHandle descriptor) => Seek(descriptor, 0, Constants.SEEK_CUR) >= 0;

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeHandle descriptor, long offset, int from);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeHandle descriptor, byte* bytes, nuint length);
}
