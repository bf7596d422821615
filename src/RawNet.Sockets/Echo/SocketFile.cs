using System.Net;
using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>The file of a socket that bind(2) made. It is removed by its folder's descriptor and only while it is the same file:
/// a folder that was renamed or a symbolic link in the path leads nowhere else, and a successor's file stays.</summary>
internal sealed class SocketFile : IDisposable
{
    private const int PathAt = 2; // sun_path, unix(7)
    private readonly SafeFileHandle _folder;
    private readonly byte[] _name;
    private FileIdentity _made;

    private SocketFile(ReadOnlySpan<byte> path)
    {
        int end = path.LastIndexOf((byte)'/');
        _name = [.. path[(end + 1)..]];
        ReadOnlySpan<byte> above = end < 0 ? "."u8 : path[..(end + 1)];
        _folder = new(SystemCall.Checked(FileCalls.Open(above, Constants.O_PATH | Constants.O_CLOEXEC), "open", NativeText.Of(above)),
            ownsHandle: true);
    }

    /// <summary>To be called before bind(2); null for a name that is in no file system.</summary>
    /// <exception cref="SystemCallException">ENOENT, EACCES: the folder cannot be opened.</exception>
    public static SocketFile? Of(EndPoint address)
    {
        ReadOnlySpan<byte> path = address.Serialize().AsSpan()[PathAt..];
        int end = path.IndexOf((byte)0);
        return end == 0 || path.IsEmpty ? null : new(end < 0 ? path : path[..end]);
    }

    /// <summary>To be called after bind(2).</summary>
    public void Remember() => _made = FileCalls.IdentityOf(_folder, _name);

    /// <summary>Removes the file, if it is still the one that was made. To be called before the socket is closed:
    /// until then no other file can get its inode.</summary>
    /// <exception cref="SystemCallException">EACCES, EROFS.</exception>
    public void Remove()
    {
        if (_made == default || FileCalls.IdentityOf(_folder, _name) != _made)
            return;
        int result = FileCalls.Unlink(_folder, _name);
        if (result != -(int)ErrorNumber.ENOENT)
            SystemCall.Checked(result, "unlink", NativeText.Of(_name));
    }

    public void Dispose() => _folder.Dispose();
}
