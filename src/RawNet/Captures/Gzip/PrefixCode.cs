using System.Runtime.CompilerServices;

namespace RawNet.Captures;

/// <summary>A Huffman code of deflated data (RFC 1951, 3.2.2): short codes are looked up at once, longer ones found bit by bit.</summary>
internal sealed class PrefixCode
{
    internal const int Invalid = -1;

    private const int LongestCode = 15;
    private const int LookedUp = 10;
    private const int LengthBits = 4;

    // Symbol and length of the code that the next bits begin with; 0 where it is longer.
    private readonly ushort[] _table = new ushort[1 << LookedUp];
    private readonly ushort[] _symbols;
    private readonly int[] _counts = new int[LongestCode + 1];

    internal PrefixCode(int symbols) => _symbols = new ushort[symbols];

    /// <summary>A code that is known to be sound.</summary>
    internal PrefixCode(ReadOnlySpan<byte> lengths)
        : this(lengths.Length) => _ = TryBuild(lengths);

    /// <param name="lengths">The bits of each symbol's code, 0 for one that does not occur.</param>
    /// <returns>False when no code has these lengths. Only one without or with a single symbol, of one bit, may be incomplete.</returns>
    internal bool TryBuild(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_counts);
        foreach (byte length in lengths)
            _counts[length]++;
        int used = lengths.Length - _counts[0];
        _counts[0] = 0;
        int left = 1;
        for (int length = 1; length <= LongestCode && left >= 0; length++)
            left = (left << 1) - _counts[length];
        if (left < 0 || (left > 0 && used > _counts[1]))
            return false;
        Sort(lengths);
        FillTable();
        return true;
    }

    /// <summary>The next symbol, or <see cref="Invalid"/> where no code has these bits or the input ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Next(BitInput input)
    {
        int entry = _table[input.Peek & ((1 << LookedUp) - 1)];
        int length = entry & ((1 << LengthBits) - 1);
        if (length == 0 || length > input.Count)
            return NextByBit(input);
        input.Drop(length);
        return entry >> LengthBits;
    }

    // Codes of one length follow each other, and the first of a length follows from those before (3.2.2).
    private int NextByBit(BitInput input)
    {
        int code = 0, first = 0, index = 0;
        for (int length = 1; length <= LongestCode && input.Require(length); length++)
        {
            code |= (int)(input.Peek >> (length - 1)) & 1;
            int count = _counts[length];
            if (code - first < count)
            {
                input.Drop(length);
                return _symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return Invalid;
    }

    private void Sort(ReadOnlySpan<byte> lengths)
    {
        Span<int> next = stackalloc int[LongestCode + 1];
        for (int length = 1; length < LongestCode; length++)
            next[length + 1] = next[length] + _counts[length];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] != 0)
                _symbols[next[lengths[symbol]]++] = (ushort)symbol;
    }

    private void FillTable()
    {
        Array.Clear(_table);
        int code = 0, index = 0;
        for (int length = 1; length <= LookedUp; length++, code <<= 1)
            for (int i = 0; i < _counts[length]; i++)
                Enter(code++, length, _symbols[index++]);
    }

    // A code is stored with its most significant bit first (3.1.1), and any bits may follow it.
    private void Enter(int code, int length, ushort symbol)
    {
        int reversed = 0;
        for (int bit = 0; bit < length; bit++)
            reversed |= ((code >> bit) & 1) << (length - 1 - bit);
        for (int at = reversed; at < _table.Length; at += 1 << length)
            _table[at] = (ushort)((symbol << LengthBits) | length);
    }
}
