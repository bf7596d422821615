using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Sockets.Linux;

/// <summary>A file's device and inode; the default value is no file.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);

/// <summary>A folder held open with O_PATH: statx(2) and unlinkat(2) of names in it.</summary>
internal sealed unsafe partial class FolderDescriptor : IDisposable
{
    private const int StatusLength = 256;
    private const int InodeAt = 32, MajorAt = 136, MinorAt = 140; // struct statx
    private readonly SafeFileHandle handle;

    private FolderDescriptor(SafeFileHandle handle) => this.handle = handle;

    /// <exception cref="SystemCallException">There is no such folder, or it may not be entered.</exception>
    public static FolderDescriptor Open(ReadOnlySpan<byte> path)
    {
        int descriptor = FileCalls.Open(path, Constants.O_PATH | Constants.O_CLOEXEC);
        return new(new SafeFileHandle(SystemCall.Checked(descriptor, "open", System.Text.Encoding.UTF8.GetString(path)), ownsHandle: true));
    }

    /// <summary>Of a name in the folder, a symbolic link itself; none when there is no such file.</summary>
    /// <param name="name">Ends with 0.</param>
    public FileIdentity IdentityOf(ReadOnlySpan<byte> name)
    {
        byte* status = stackalloc byte[StatusLength];
        fixed (byte* bytes = name)
        {
            if (StatX(handle, bytes, Constants.AT_SYMLINK_NOFOLLOW, Constants.STATX_INO, status) != 0)
                return default;
        }
        return new((ulong)*(uint*)(status + MajorAt) << 32 | *(uint*)(status + MinorAt), *(ulong*)(status + InodeAt));
    }

    /// <summary>Removes a name; one that is gone already is no error.</summary>
    /// <exception cref="SystemCallException">EACCES, EROFS.</exception>
    public void Unlink(ReadOnlySpan<byte> name)
    {
        fixed (byte* bytes = name)
        {
            int result = UnlinkAt(handle, bytes, 0) == 0 ? 0 : -Marshal.GetLastPInvokeError();
            if (result != -(int)ErrorNumber.ENOENT)
                SystemCall.Checked(result, "unlink", System.Text.Encoding.UTF8.GetString(name[..^1]));
        }
    }

    public void Dispose() => handle.Dispose();

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int StatX(SafeFileHandle folder, byte* name, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int UnlinkAt(SafeFileHandle folder, byte* name, int flags);
}
