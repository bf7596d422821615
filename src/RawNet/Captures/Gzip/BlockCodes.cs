namespace RawNet.Captures;

/// <summary>The two codes of a deflated block (RFC 1951, 3.2.5 to 3.2.7): of bytes and lengths of matches, and of distances.</summary>
internal sealed class BlockCodes
{
    private const int LengthCodes = 29, FirstLengthCode = 257;
    private const int DistanceCodes = 30;
    private const int MostLiterals = 286, MostDistances = 32;

    // 3.2.5: the extra bits of each code, and what it stands for with none of them set.
    private static readonly byte[] _lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly int[] _lengths =
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static readonly int[] _distanceStarts = DistanceStarts();

    // 3.2.6.
    private static readonly PrefixCode _fixedLiterals = new([.. Times(8, 144), .. Times(9, 112), .. Times(7, 24), .. Times(8, 8)]);
    private static readonly PrefixCode _fixedDistances = new([.. Times(5, MostDistances)]);

    // 3.2.7: the order in which the lengths of the code for lengths stand.
    private static readonly byte[] _order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly PrefixCode _ownLiterals = new(MostLiterals);
    private readonly PrefixCode _ownDistances = new(MostDistances);
    private readonly PrefixCode _ofLengths = new(_order.Length);
    private readonly byte[] _codeLengths = new byte[MostLiterals + MostDistances];
    private PrefixCode _distances = _fixedDistances;

    /// <summary>Of bytes, 256 for the end of the block, and lengths.</summary>
    internal PrefixCode Literals { get; private set; } = _fixedLiterals;

    /// <returns>True: nothing is read.</returns>
    internal bool UseFixed()
    {
        (Literals, _distances) = (_fixedLiterals, _fixedDistances);
        return true;
    }

    /// <summary>Reads the codes that stand at the beginning of a block; false when they cannot be.</summary>
    internal bool TryRead(BitInput input)
    {
        (Literals, _distances) = (_ownLiterals, _ownDistances);
        if (!input.TryTake(5, out int moreLiterals) || !input.TryTake(5, out int moreDistances) || !TryReadCodeOfLengths(input))
            return false;
        int literals = moreLiterals + 257, distances = moreDistances + 1;
        if (literals > MostLiterals || distances > DistanceCodes)
            return false;
        Span<byte> lengths = _codeLengths.AsSpan(0, literals + distances);
        return TryReadLengths(input, lengths) && lengths[256] != 0
            && _ownLiterals.TryBuild(lengths[..literals]) && _ownDistances.TryBuild(lengths[literals..]);
    }

    /// <summary>The length of a match, of which the code was read.</summary>
    internal static bool TryLength(BitInput input, int code, out int length)
    {
        int at = code - FirstLengthCode;
        length = 0;
        if ((uint)at >= LengthCodes || !input.TryTake(_lengthBits[at], out int more))
            return false;
        length = _lengths[at] + more;
        return true;
    }

    /// <summary>How many bytes back a match begins.</summary>
    internal bool TryDistance(BitInput input, out int distance)
    {
        int code = _distances.Next(input);
        distance = 0;
        if ((uint)code >= DistanceCodes || !input.TryTake(DistanceBits(code), out int more))
            return false;
        distance = _distanceStarts[code] + more;
        return true;
    }

    private bool TryReadCodeOfLengths(BitInput input)
    {
        Span<byte> lengths = stackalloc byte[_order.Length];
        lengths.Clear();
        if (!input.TryTake(4, out int more))
            return false;
        for (int i = 0; i < more + 4; i++)
        {
            if (!input.TryTake(3, out int length))
                return false;
            lengths[_order[i]] = (byte)length;
        }
        return _ofLengths.TryBuild(lengths);
    }

    private bool TryReadLengths(BitInput input, Span<byte> lengths)
    {
        for (int at = 0; at < lengths.Length;)
        {
            int symbol = _ofLengths.Next(input);
            if (!TryRepeat(input, symbol, out int times) || times > lengths.Length - at || (symbol == 16 && at == 0))
                return false;
            lengths.Slice(at, times).Fill(symbol switch { < 16 => (byte)symbol, 16 => lengths[at - 1], _ => 0 });
            at += times;
        }
        return true;
    }

    // 3.2.7: a length itself, or how often the last one or a zero is repeated.
    private static bool TryRepeat(BitInput input, int symbol, out int times)
    {
        (int bits, int least) = symbol switch { 16 => (2, 3), 17 => (3, 3), 18 => (7, 11), _ => (0, 1) };
        bool isThere = input.TryTake(bits, out int more);
        times = least + more;
        return isThere && symbol != PrefixCode.Invalid;
    }

    private static IEnumerable<byte> Times(byte length, int count) => Enumerable.Repeat(length, count);

    // The distances of a code begin where those of the one before end.
    private static int[] DistanceStarts()
    {
        int[] starts = new int[DistanceCodes];
        starts[0] = 1;
        for (int code = 1; code < starts.Length; code++)
            starts[code] = starts[code - 1] + (1 << DistanceBits(code - 1));
        return starts;
    }

    private static int DistanceBits(int code) => Math.Max(0, (code >> 1) - 1);
}
