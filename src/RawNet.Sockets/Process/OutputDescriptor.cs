using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>What is written to: standard output or standard error as this process inherited it, or a file;
/// a regular one, a pipe, a terminal, a socket.</summary>
/// <remarks>A descriptor that does not block, as some parents leave it, is waited for; one that does is written only as far as it has room,
/// so that <see cref="Patience"/> can end the wait. An inherited one stays open when this is disposed.</remarks>
public sealed class OutputDescriptor : IDisposable
{
    private const int Certain = 4096; // PIPE_BUF: what poll(2) says there is room for
    private static readonly TimeSpan _longestDeafness = TimeSpan.FromMilliseconds(50);
    private readonly SafeFileHandle _handle;
    private readonly string _name;
    private readonly bool _isOpen;
    private readonly bool _mayBlock;

    /// <summary>An inherited one. To be made before anything else is opened: a number that the parent left closed
    /// is soon another file's.</summary>
    /// <param name="descriptor">Its number: 1 or 2.</param>
    /// <param name="name">What errors call it.</param>
    public OutputDescriptor(int descriptor, string name)
        : this(descriptor, isOwned: false, name, StandardDescriptors.IsOpen(descriptor))
    {
    }

    private OutputDescriptor(int descriptor, bool isOwned, string name, bool isOpen)
    {
        _handle = new(descriptor, isOwned);
        (_name, _isOpen) = (name, isOpen);
        _mayBlock = isOpen && !WriteCall.CanSeek(_handle);
    }

    /// <summary>Opens a file to write, empty: one that is there loses its content. A FIFO without a reader is waited for.
    /// A regular file is locked (flock(2)) as long as it is open; pipes and devices may have many writers.</summary>
    /// <param name="path">Its name, which errors call it too.</param>
    /// <param name="mode">Who may do what with one that is made, less what the process's umask forbids.</param>
    /// <param name="patience">See <see cref="Patience"/>.</param>
    /// <exception cref="SystemCallException">The kernel refuses: EACCES, EROFS, EISDIR, ENOENT; EAGAIN where another process
    /// has locked the file so.</exception>
    public static OutputDescriptor Create(string path, UnixFileMode mode, Func<long, TimeSpan> patience)
    {
        byte[] name = NativeText.BytesOf(path);
        int descriptor = FileCalls.Open(name, Constants.O_WRONLY | Constants.O_CREAT | Constants.O_CLOEXEC | Constants.O_NOCTTY, mode);
        OutputDescriptor file = new(SystemCall.Checked(descriptor, "open", path), isOwned: true, path, isOpen: true)
        {
            Patience = patience
        };
        if (FileCalls.TypeOf(name) == Constants.S_IFREG) file.Claim();
        return file;
    }

    /// <summary>fsync(2): waits until what was written outlasts a loss of power; does nothing where nothing can.</summary>
    public void Keep() => FileCalls.Synchronize(_handle);

    /// <summary>How much longer a write may wait for room, asked again and again while it waits, with the <see cref="Stopwatch"/>'s time
    /// at which this wait began: a reader that reads slowly is none that has stopped. Negative is without limit.</summary>
    public Func<long, TimeSpan> Patience { get; init; } = _ => Timeout.InfiniteTimeSpan;

    /// <summary>Returns when every byte was taken.</summary>
    /// <param name="bytes">What is written; may be empty.</param>
    /// <exception cref="SystemCallException">The kernel takes no more: EPIPE when the reader has gone, ENOSPC when the disk is full,
    /// EFBIG at the limit of file sizes (where SIGXFSZ is ignored), EBADF when it was closed, EAGAIN when there was no room while
    /// the patience lasted.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_mayBlock) AwaitRoom();
            int taken = _isOpen
                ? WriteCall.Write(_handle, _mayBlock && bytes.Length > Certain ? bytes[..Certain] : bytes)
                : -(int)ErrorNumber.EBADF;
            if (taken >= 0) bytes = bytes[taken..];
            else if ((ErrorNumber)(-taken) is not (ErrorNumber.EINTR or ErrorNumber.EAGAIN)) throw Failure((ErrorNumber)(-taken));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    // A file system without locks says so, and no more can be done.
    private void Claim()
    {
        int result = FileCalls.Lock(_handle) is var locked && locked == -(int)ErrorNumber.EAGAIN ? locked : FileCalls.Empty(_handle);
        if (result < 0) _handle.Dispose();
        SystemCall.Checked(result, result == -(int)ErrorNumber.EAGAIN ? "flock" : "ftruncate", _name);
    }

    // A reader that has gone is told by the write.
    private void AwaitRoom()
    {
        long start = Stopwatch.GetTimestamp();
        while (PollCall.Wait(_handle, Constants.POLLOUT, _longestDeafness) <= 0)
            if (Patience(start) == TimeSpan.Zero) throw Failure(ErrorNumber.EAGAIN);
    }

    private SystemCallException Failure(ErrorNumber error) => new("write", (int)error, _name);
}
