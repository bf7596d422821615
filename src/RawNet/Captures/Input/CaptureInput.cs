namespace RawNet.Captures;

/// <summary>A window over a stream, unpacked when it is gzip. It grows only when it is full of bytes that are really there,
/// so a lying length allocates nothing.</summary>
internal sealed class CaptureInput
{
    private const int FirstSize = 1 << 16;
    private static readonly byte[] _gzipMagic = [0x1f, 0x8b]; // RFC 1952, 2.3.1

    private readonly Stream _file;
    private readonly GzipInput? _gzip;
    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;

    internal CaptureInput(Stream stream)
    {
        _file = stream;
        IsLive = !stream.CanSeek;
        _end = stream.ReadAtLeast(_buffer.AsSpan(0, _gzipMagic.Length), _gzipMagic.Length, throwOnEndOfStream: false);
        if (!Window.SequenceEqual(_gzipMagic))
            return;
        _gzip = new GzipInput(Window, stream);
        _end = 0;
    }

    /// <summary>Whether more may come while it is read: what cannot seek.</summary>
    internal bool IsLive { get; }

    internal bool Compressed => _gzip is not null;

    /// <summary>Where <see cref="Window"/> begins, from the start of the unpacked file.</summary>
    internal long Offset { get; private set; }

    /// <summary>The bytes read but not yet taken.</summary>
    internal ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads on until the window holds so many bytes; false when the file ends before.</summary>
    internal bool Require(int count)
    {
        while (_end - _start < count)
        {
            MakeRoom(count);
            int read = Fill();
            if (read == 0)
                return false;
            _end += read;
        }
        return true;
    }

    /// <summary>Moves the window on; the bytes stay valid until the next <see cref="Require"/>.</summary>
    internal ReadOnlySpan<byte> Read(int count)
    {
        ReadOnlySpan<byte> taken = Window[..count];
        _start += count;
        Offset += count;
        return taken;
    }

    /// <summary>The error of a file that ends inside of something.</summary>
    internal CaptureError Ended(string part, long needed) => Damage() ?? CaptureError.CutShort(Offset, part, needed, Window.Length);

    /// <summary>The error of packed bytes that could not be unpacked to their end, null when there is none.</summary>
    internal CaptureError? Damage() => _gzip?.Damage is { } damage
        ? new CaptureError(CaptureFault.BadCompression, Offset + Window.Length, $"the gzip data is damaged: {damage}")
        : null;

    /// <summary>Lets the window go; leaves the caller's stream open.</summary>
    internal void Release() => (_buffer, _start, _end) = ([], 0, 0);

    private void MakeRoom(int count)
    {
        if (_buffer.Length - _start >= count && _end < _buffer.Length)
            return;
        byte[] to = _end - _start == _buffer.Length ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, _end - _start).CopyTo(to);
        _buffer = to;
        _end -= _start;
        _start = 0;
    }

    private int Fill() => _gzip is null ? _file.Read(_buffer.AsSpan(_end)) : _gzip.Read(_buffer.AsSpan(_end));
}
