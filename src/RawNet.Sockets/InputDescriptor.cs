using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Standard input as this process inherited it: a file, a pipe, a terminal, a socket. .NET's own writes to the terminal before it reads from it.</summary>
/// <remarks>A descriptor that does not block, as some parents leave it, is waited for. It stays open when this is disposed.</remarks>
public sealed class InputDescriptor : IDisposable
{
    private readonly SafeFileHandle _handle = new(0, ownsHandle: false);

    /// <summary>How many bytes came; 0 at the end.</summary>
    /// <param name="bytes">Where they go.</param>
    /// <exception cref="SystemCallException">EBADF when it was closed; EIO where a shell that runs this process in its background has the terminal.</exception>
    public int Read(Span<byte> bytes)
    {
        while (true)
        {
            int count = ReadCall.Read(_handle, bytes);
            if (count == -(int)ErrorNumber.EAGAIN) PollCall.Wait(_handle, Constants.POLLIN, Timeout.InfiniteTimeSpan);
            else if (count != -(int)ErrorNumber.EINTR) return SystemCall.Checked(count, "read", "standard input");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
