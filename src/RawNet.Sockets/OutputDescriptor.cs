using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Standard output or standard error as this process inherited it: a file, a pipe, a terminal, a socket.</summary>
/// <remarks>A descriptor that does not block, as some parents leave it, is waited for. It stays open when this is disposed.</remarks>
public sealed class OutputDescriptor : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _name;
    private readonly bool _isInherited;

    /// <summary>To be made before anything else is opened: a number that the parent left closed is soon another file's.</summary>
    /// <param name="descriptor">Its number: 1 or 2.</param>
    /// <param name="name">What errors call it.</param>
    public OutputDescriptor(int descriptor, string name)
    {
        _handle = new(descriptor, ownsHandle: false);
        _name = name;
        _isInherited = WriteCall.IsInherited(_handle);
    }

    /// <summary>Returns when every byte was taken.</summary>
    /// <param name="bytes">What is written; may be empty.</param>
    /// <exception cref="SystemCallException">The kernel takes no more: EPIPE when the reader has gone, ENOSPC when the disk is full, EBADF when it was closed.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int taken = _isInherited ? WriteCall.Write(_handle, bytes) : -(int)ErrorNumber.EBADF;
            if (taken >= 0) bytes = bytes[taken..];
            else Wait((ErrorNumber)(-taken));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void Wait(ErrorNumber error)
    {
        if (error == ErrorNumber.EINTR) return;
        if (error != ErrorNumber.EAGAIN) throw new SystemCallException("write", (int)error, _name);
        PollCall.Wait(_handle, Constants.POLLOUT, Timeout.InfiniteTimeSpan);
    }
}
