using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Sockets.Linux;

/// <summary>open(2), read(2), and statx(2) for the kind of a file. Each answers with its result, or with the negative error number.</summary>
internal static unsafe partial class FileCalls
{
    private const int StatusLength = 256;
    private const int ModeAt = 28; // struct statx

    /// <summary>A descriptor, closed on exec.</summary>
    /// <param name="path">As the kernel takes it.</param>
    /// <param name="flags">Beside O_CLOEXEC.</param>
    public static int Open(string path, int flags) => Checked(OpenPath(path, flags | Constants.O_CLOEXEC));

    public static int Read(SafeFileHandle descriptor, Span<byte> buffer)
    {
        fixed (byte* first = buffer)
            return Checked((int)Read(descriptor, first, (nuint)buffer.Length));
    }

    /// <summary>S_IFREG, S_IFIFO and so on of what a path leads to; 0 where it leads nowhere.</summary>
    public static int KindOf(string path)
    {
        byte* status = stackalloc byte[StatusLength];
        return StatX(Constants.AT_FDCWD, path, 0, Constants.STATX_TYPE, status) == 0 ? *(ushort*)(status + ModeAt) & Constants.S_IFMT : 0;
    }

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenPath(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle descriptor, byte* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string name, int flags, uint mask, byte* status);
}
