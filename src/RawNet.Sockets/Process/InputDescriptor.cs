using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>A file, pipe, terminal or device that is read. Neither opening one nor asking it for data waits for whoever writes.</summary>
public sealed class InputDescriptor : IDisposable
{
    private const int StandardInput = 0;
    private readonly SafeFileHandle _handle;
    private readonly string _name;

    private InputDescriptor(int descriptor, bool isOwned, string name)
    {
        _handle = new(descriptor, isOwned);
        _name = name;
    }

    /// <summary>Whether it is a file or device of which every place can be read at any time.</summary>
    public bool CanSeek => WriteCall.CanSeek(_handle);

    /// <summary>Standard input as this process inherited it; it stays open when this is disposed.</summary>
    public static InputDescriptor Standard() => new(StandardInput, isOwned: false, "standard input");

    /// <summary>What a path leads to. A FIFO opens also before anyone writes into it.</summary>
    /// <param name="path">Relative to the working directory, or not.</param>
    /// <exception cref="SystemCallException">ENOENT, EACCES, ENXIO (a UNIX socket), EMFILE.</exception>
    public static InputDescriptor Open(string path)
    {
        int waits = CanBeReadAgain(path) ? 0 : Constants.O_NONBLOCK;
        int descriptor = SystemCall.Checked(FileCalls.Open(NativeText.BytesOf(path), Constants.O_RDONLY | Constants.O_CLOEXEC | waits),
            "open", path);
        return new(descriptor, isOwned: true, path);
    }

    /// <summary>Whether the path leads to what can be read twice from its beginning: a regular file or a block device.
    /// What a pipe gave once is gone.</summary>
    /// <param name="path">Symbolic links are followed, also those of /dev/fd.</param>
    public static bool CanBeReadAgain(string path) => FileCalls.TypeOf(NativeText.BytesOf(path)) is Constants.S_IFREG or Constants.S_IFBLK;

    /// <summary>Waits until there are bytes or the end; false when the time is over.</summary>
    /// <param name="time">Zero only looks.</param>
    public bool WaitForData(TimeSpan time) => PollCall.Wait(_handle, Constants.POLLIN, time) > 0;

    /// <summary>Reads what is there.</summary>
    /// <returns>How many bytes, 0 at the end, -1 when there is nothing now.</returns>
    /// <exception cref="SystemCallException">EIO, EISDIR.</exception>
    public int Read(Span<byte> buffer)
    {
        int read = FileCalls.Read(_handle, buffer);
        return read == -(int)ErrorNumber.EAGAIN || read == -(int)ErrorNumber.EINTR ? -1 : SystemCall.Checked(read, "read", _name);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
