using System.IO.Hashing;

namespace RawNet.Captures;

/// <summary>Unpacks gzip (RFC 1952), member by member.</summary>
/// <remarks>A wrong check sum costs none of the bytes that it is about, nor the members behind it: it is told at the end.</remarks>
internal sealed class GzipInput
{
    private const int ByteBits = 8;

    private readonly BitInput _packed;
    private readonly GzipHeader _header;
    private readonly Inflater _data;
    private readonly Crc32 _sum = new();
    private uint _size;
    private bool _isInside;
    private bool _ended;

    /// <param name="first">Its first bytes, which were read to look at them: a pipe cannot be rewound.</param>
    /// <param name="rest">What follows.</param>
    internal GzipInput(ReadOnlySpan<byte> first, Stream rest)
    {
        _packed = new BitInput(first, rest);
        _header = new GzipHeader(_packed);
        _data = new Inflater(_packed);
    }

    /// <summary>What was wrong with the packed bytes, first of all; null when nothing was.</summary>
    internal string? Damage { get; private set; }

    /// <summary>As <see cref="Stream.Read(Span{byte})"/>, but 0 also where nothing can be unpacked any more.</summary>
    internal int Read(Span<byte> buffer)
    {
        while (!_ended && (_isInside || TryBegin()))
        {
            int count = _data.Read(buffer);
            if (count > 0)
                return Counted(buffer[..count]);
            EndMember();
        }
        return 0;
    }

    private bool TryBegin()
    {
        SkipPadding();
        _ended = _packed.Count == 0;
        if (!_ended && _header.Skip() is { } fault)
            End(fault);
        if (_header.IsDamaged)
            Damage ??= "the check sum of a member's header is wrong";
        _isInside = !_ended;
        _data.Begin();
        _sum.Reset();
        _size = 0;
        return _isInside;
    }

    // gzip, too, takes zeros behind a member for the padding of what it was stored on.
    private void SkipPadding()
    {
        while (_packed.Require(ByteBits) && (byte)_packed.Peek == 0)
            _packed.Drop(ByteBits);
    }

    private int Counted(Span<byte> unpacked)
    {
        _sum.Append(unpacked);
        _size += (uint)unpacked.Length;
        return unpacked.Length;
    }

    // RFC 1952, 2.3: CRC-32 and size of what was unpacked.
    private void EndMember()
    {
        _isInside = false;
        if (_data.Damage is { } fault)
            End(fault);
        else if (!_packed.TryTakeWord(out uint sum) || !_packed.TryTakeWord(out uint size))
            End(Inflater.CutShort);
        else if (sum != _sum.GetCurrentHashAsUInt32())
            Damage ??= "the check sum of a member is not that of what it holds";
        else if (size != _size)
            Damage ??= "the size of a member is not that of what it holds";
    }

    private void End(string fault)
    {
        Damage ??= fault;
        _ended = true;
    }
}
