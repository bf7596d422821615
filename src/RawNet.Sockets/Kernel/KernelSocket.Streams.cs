using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

public partial class KernelSocket
{
    private const int MostAtOnce = 1 << 30;
    private int _users = 1; // this object and its streams
    private bool _isDisposed;

    /// <summary>makefile of the documents: a stream over the connection. The socket is closed when it and its last stream are.</summary>
    public Stream AsStream()
    {
        ObjectDisposedException.ThrowIf(Interlocked.Increment(ref _users) == 1, this);
        return new KernelSocketStream(this);
    }

    /// <summary>Sends a file, or a part of it, without copying it through this process (sendfile(2)).</summary>
    /// <param name="file">An ordinary file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="count">Its bytes; null for all up to the file's end.</param>
    /// <returns>Bytes sent: fewer than asked for where the file ends.</returns>
    /// <exception cref="SystemCallException">As <see cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>; some bytes may have been sent.
    /// EINVAL: the file is none that can be sent so.</exception>
    public long SendFile(SafeFileHandle file, long offset = 0, long? count = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        long left = count ?? long.MaxValue, sent = 0;
        Wait wait = new(this, MessageFlags.None);
        while (left > 0)
        {
            int result;
            do
                result = SendFileOnce(file, ref offset, left);
            while (wait.TryAgain(ref result, Constants.POLLOUT));
            if (SystemCall.Checked(result, "sendfile") == 0)
                break;
            (left, sent) = (left - result, sent + result);
        }
        return sent;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            Close();
    }

    private int SendFileOnce(SafeFileHandle file, ref long offset, long left)
    {
        ThreadInCall thread = _calls.Enter();
        try
        {
            return (int)DescriptorCalls.SendFile(Handle, file, ref offset, (nuint)Math.Min(left, MostAtOnce));
        }
        finally
        {
            _calls.Leave(thread);
        }
    }
}
