using RawNet.Cli.Common.Signals;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Files;

/// <summary>A file, or a pipe or terminal where more may come while it is read. It ends where its writer ends it,
/// or where the person ends the run.</summary>
/// <param name="name">The file's name; null for standard input.</param>
/// <param name="stop">The person's word; null where a signal ends the process.</param>
/// <param name="beforeWait">Called before it waits: what came of the bytes so far can be handed over.</param>
internal sealed class InputStream(string? name, StopSignal? stop, Action? beforeWait) : Stream
{
    private static readonly TimeSpan _longestDeafness = TimeSpan.FromMilliseconds(50);
    private readonly InputDescriptor _input = name is null ? InputDescriptor.Standard() : InputDescriptor.Open(name);
    private bool? _isLive;

    /// <summary>Whether the person ended it, wherever in the bytes that was.</summary>
    public bool WasStopped { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">It cannot be read: a directory, a device that fails.</exception>
    public override int Read(Span<byte> buffer)
    {
        bool isLive = _isLive ??= !_input.CanSeek;
        if (isLive && !_input.WaitForData(TimeSpan.Zero)) beforeWait?.Invoke();
        while (true)
        {
            if (stop is { IsSet: true }) return Stopped();
            bool isReady = !isLive || _input.WaitForData(_longestDeafness);
            if (isReady && Taken(buffer) is >= 0 and var read) return read;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _input.Dispose();
        base.Dispose(disposing);
    }

    private int Taken(Span<byte> buffer)
    {
        try
        {
            return _input.Read(buffer);
        }
        catch (SystemCallException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    private int Stopped()
    {
        WasStopped = true;
        return 0;
    }
}
