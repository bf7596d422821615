using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Sockets.Linux;

/// <summary>A file's device and inode; the default value is no file.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);

/// <summary>open(2), read(2), statx(2), unlinkat(2), flock(2), ftruncate(2) and fsync(2). Names are bytes without their final 0.
/// Each answers with its result, or with the negative error number.</summary>
internal static unsafe partial class FileCalls
{
    private const int StatusLength = 256;
    private const int ModeAt = 28, InodeAt = 32, MajorAt = 136, MinorAt = 140; // struct statx

    /// <summary>A descriptor.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="flags">O_RDONLY and so on.</param>
    /// <param name="mode">The rights of a file that is made.</param>
    public static int Open(ReadOnlySpan<byte> name, int flags, UnixFileMode mode = 0)
    {
        if (!TryTerminate(name, out byte[] terminated)) return -(int)ErrorNumber.ENOENT;
        fixed (byte* bytes = terminated)
        {
            int result;
            do result = Checked(Open(bytes, flags, (uint)mode));
            while (result == -(int)ErrorNumber.EINTR);
            return result;
        }
    }

    public static int Read(SafeFileHandle file, Span<byte> buffer)
    {
        fixed (byte* first = buffer)
            return Checked((int)Read(file, first, (nuint)buffer.Length));
    }

    /// <summary>The type bits of the file's mode, symbolic links followed.</summary>
    public static int TypeOf(ReadOnlySpan<byte> name)
    {
        byte* status = stackalloc byte[StatusLength];
        int result = StatusOf(Constants.AT_FDCWD, name, 0, Constants.STATX_TYPE, status);
        return result < 0 ? result : *(ushort*)(status + ModeAt) & Constants.S_IFMT;
    }

    /// <summary>Of a name in the folder, a symbolic link itself; none when there is no such file.</summary>
    public static FileIdentity IdentityOf(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        byte* status = stackalloc byte[StatusLength];
        return StatusOf((int)folder.DangerousGetHandle(), name, Constants.AT_SYMLINK_NOFOLLOW, Constants.STATX_INO, status) < 0
            ? default
            : new((ulong)*(uint*)(status + MajorAt) << 32 | *(uint*)(status + MinorAt), *(ulong*)(status + InodeAt));
    }

    /// <summary>Removes a name in the folder.</summary>
    public static int Unlink(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        if (!TryTerminate(name, out byte[] terminated)) return -(int)ErrorNumber.ENOENT;
        fixed (byte* bytes = terminated)
            return Checked(UnlinkAt(folder, bytes, 0));
    }

    /// <summary>Of all who ask for this lock one has it, as long as the file is open; without waiting.</summary>
    public static int Lock(SafeFileHandle file) => Checked(Lock(file, Constants.LOCK_EX | Constants.LOCK_NB));

    /// <summary>Makes the file empty.</summary>
    public static int Empty(SafeFileHandle file) => Checked(Truncate(file, 0));

    /// <summary>Waits until what was written is on the disk.</summary>
    public static int Synchronize(SafeFileHandle file) => Checked(Sync(file));

    private static int StatusOf(int folder, ReadOnlySpan<byte> name, int flags, uint mask, byte* status)
    {
        if (!TryTerminate(name, out byte[] terminated)) return -(int)ErrorNumber.ENOENT;
        fixed (byte* bytes = terminated)
            return Checked(StatX(folder, bytes, flags, mask, status));
    }

    // No file has a name with a 0 in it; C would take its beginning for the name.
    private static bool TryTerminate(ReadOnlySpan<byte> name, out byte[] terminated)
    {
        terminated = [.. name, 0];
        return !name.Contains((byte)0);
    }

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte* name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle file, byte* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int StatX(int folder, byte* name, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int UnlinkAt(SafeFileHandle folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int Truncate(SafeFileHandle file, long length);
}
