using System.IO.Hashing;

namespace RawNet.Captures;

/// <summary>What stands in front of the data of a gzip member (RFC 1952, 2.3): ten bytes, then what their flags announce.</summary>
internal sealed class GzipHeader(BitInput input)
{
    internal const string NoMember = "bytes that are no member of gzip follow";
    private const string UnknownMethod = "a member is packed in a way that RFC 1952 does not define";

    private const byte Deflate = 8;
    private const byte HeaderSum = 2, Extra = 4, Name = 8, Comment = 16, Reserved = 0xe0;
    private const int MagicBits = 16, SumBits = 16;
    private const uint Magic = 0x8b1f;

    private readonly Crc32 _sum = new();

    /// <summary>Whether FHCRC stands there and is another than the header's.</summary>
    internal bool IsDamaged { get; private set; }

    /// <summary>Passes over one; the clause says why the data behind it is out of reach, null when it is not.</summary>
    internal string? Skip()
    {
        _sum.Reset();
        IsDamaged = false;
        if (!input.Require(MagicBits) || (ushort)input.Peek != Magic)
            return NoMember;
        Span<byte> start = stackalloc byte[10];
        if (!TryTake(start))
            return Inflater.CutShort;
        byte flags = start[3];
        if (start[2] != Deflate || (flags & Reserved) != 0)
            return UnknownMethod;
        return TrySkipOptional(flags) ? null : Inflater.CutShort;
    }

    private bool TrySkipOptional(byte flags) =>
        ((flags & Extra) == 0 || TrySkipExtra())
        && ((flags & Name) == 0 || TrySkipText())
        && ((flags & Comment) == 0 || TrySkipText())
        && ((flags & HeaderSum) == 0 || TryCheckSum());

    private bool TrySkipExtra()
    {
        Span<byte> length = stackalloc byte[2];
        if (!TryTake(length))
            return false;
        Span<byte> one = stackalloc byte[1];
        for (int left = ByteOrder.Little.U16(length); left > 0; left--)
            if (!TryTake(one))
                return false;
        return true;
    }

    private bool TrySkipText()
    {
        Span<byte> one = stackalloc byte[1];
        while (TryTake(one))
            if (one[0] == 0)
                return true;
        return false;
    }

    private bool TryCheckSum()
    {
        bool isThere = input.TryTake(SumBits, out int told);
        IsDamaged = isThere && told != (ushort)_sum.GetCurrentHashAsUInt32();
        return isThere;
    }

    private bool TryTake(Span<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int count = input.ReadBytes(bytes[at..]);
            if (count == 0)
                return false;
            at += count;
        }
        _sum.Append(bytes);
        return true;
    }
}
