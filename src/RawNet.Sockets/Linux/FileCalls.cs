using System.Runtime.InteropServices;
using System.Text;

namespace RawNet.Sockets.Linux;

/// <summary>open(2). Answers with the descriptor, or with the negative error number.</summary>
internal static unsafe partial class FileCalls
{
    public static int Open(string path, int flags, UnixFileMode mode = UnixFileMode.None) => Open(Encoding.UTF8.GetBytes(path), flags, mode);

    public static int Open(ReadOnlySpan<byte> path, int flags, UnixFileMode mode = UnixFileMode.None)
    {
        byte[] terminated = [.. path, 0];
        fixed (byte* bytes = terminated)
        {
            int descriptor = Open(bytes, flags, (uint)mode);
            return descriptor >= 0 ? descriptor : -Marshal.GetLastPInvokeError();
        }
    }

    // The third argument is a variable one in C: on x86-64 and Arm64 it is passed like any other.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte* path, int flags, uint mode);
}
