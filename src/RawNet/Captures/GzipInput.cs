using System.IO.Compression;

namespace RawNet.Captures;

/// <summary>Unpacks gzip (RFC 1952) and tells a file that was cut from one that ended, which <see cref="GZipStream"/> does not.</summary>
/// <remarks>
/// Where it reports the end, one more member of a single known byte is put behind the file. Between two members it unpacks to that byte;
/// inside of a cut one the decoder takes it for something else.
/// </remarks>
internal sealed class GzipInput : IDisposable
{
    private const byte Mark = (byte)'!';

    // RFC 1952, 2.3: header without flags, a stored block of one byte, its 0xd3, 0xff, 0x6b, 0x9e-32 and its size.
    private static readonly byte[] MarkMember =
    [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff,
        0x01, 0x01, 0x00, 0xfe, 0xff, Mark,
        0xd3, 0xff, 0x6b, 0x9e, 0x01, 0x00, 0x00, 0x00,
    ];

    private readonly ReplayStream _packed;
    private readonly GZipStream _unpacked;
    private bool _ended;

    internal GzipInput(ReplayStream packed)
    {
        _packed = packed;
        _unpacked = new GZipStream(packed, CompressionMode.Decompress);
    }

    /// <summary>Why unpacking ended early; null when it did not.</summary>
    internal string? Damage { get; private set; }

    /// <summary>As <see cref="Stream.Read(Span{byte})"/>, but 0 also at damage.</summary>
    internal int Read(Span<byte> buffer)
    {
        if (_ended)
            return 0;
        int read = ReadOrFail(buffer);
        _ended = read == 0;
        if (_ended && Damage is null && !EndsBetweenMembers())
            Damage = "it is cut short, or bytes that are no member of gzip follow";
        return read;
    }

    public void Dispose() => _unpacked.Dispose();

    private bool EndsBetweenMembers()
    {
        _packed.Append(MarkMember);
        Span<byte> two = stackalloc byte[2];
        return ReadOrFail(two) == 1 && two[0] == Mark;
    }

    private int ReadOrFail(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            Damage = e.Message;
            return 0;
        }
    }
}
