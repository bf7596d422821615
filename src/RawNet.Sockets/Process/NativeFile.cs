using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>What the name of a file leads to, symbolic links followed.</summary>
public enum FileKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A directory.</summary>
    Folder,

    /// <summary>A file, a pipe, a device, a socket.</summary>
    File,
}

/// <summary>Files by the names that Linux has, any bytes but 0, as <see cref="NativeText"/>. System.IO knows only those that are UTF-8,
/// and makes others of the rest.</summary>
public static class NativeFile
{
    /// <summary>What is there.</summary>
    /// <exception cref="UnauthorizedAccessException">A folder on the way may not be searched.</exception>
    public static FileKind KindOf(string name)
    {
        int type = FileCalls.TypeOf(NativeText.BytesOf(name));
        if (type == -(int)ErrorNumber.EACCES)
            throw new UnauthorizedAccessException(
                $"a folder of '{name}' may not be searched by this user; chmod a+x or another user would help");
        return type < 0 ? FileKind.None : type == Constants.S_IFDIR ? FileKind.Folder : FileKind.File;
    }

    /// <summary>The folder that the name lies in; a symbolic link in it stays one, so that a <c>..</c>
    /// behind it means what the kernel means.</summary>
    public static string FolderOf(string name) => name.LastIndexOf('/') switch { < 0 => ".", 0 => "/", var end => name[..end] };

    /// <summary>The file's descriptor for programs that this process starts: they have it under the same
    /// number, <c>/dev/fd/N</c>.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="IOException">It cannot be opened: the message says why.</exception>
    public static SafeFileHandle OpenForPrograms(string name) => Open(name, Constants.O_RDONLY);

    internal static SafeFileHandle OpenHandle(string name) => Open(name, Constants.O_RDONLY | Constants.O_CLOEXEC);

    private static SafeFileHandle Open(string name, int flags)
    {
        int result = FileCalls.Open(NativeText.BytesOf(name), flags);
        return result switch
        {
            >= 0 => new(result, ownsHandle: true),
            -(int)ErrorNumber.EACCES or -(int)ErrorNumber.EPERM =>
                throw new UnauthorizedAccessException($"'{name}' may not be read by this user; chmod a+r or another user would help"),
            _ => throw new IOException($"'{name}' cannot be read: {Marshal.GetPInvokeErrorMessage(-result)}"),
        };
    }
}
