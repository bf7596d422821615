using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RawNet.Captures;

/// <summary>The bits of a packed file, the least significant of a byte first (RFC 1951, 3.1.1).</summary>
/// <remarks>It reads from the file only when a bit is wanted that is not there: what a live pipe has brought is unpacked at once.</remarks>
internal sealed class BitInput
{
    private const int FewestAfterFill = 56;

    private readonly Stream _file;
    private readonly byte[] _buffer = new byte[1 << 14];
    private int _start;
    private int _end;

    /// <summary>From bit <see cref="Count"/> on it may hold the first bits of the next byte.</summary>
    private ulong _bits;

    /// <param name="first">The file's first bytes.</param>
    /// <param name="rest">What follows them.</param>
    internal BitInput(ReadOnlySpan<byte> first, Stream rest)
    {
        _file = rest;
        first.CopyTo(_buffer);
        _end = first.Length;
    }

    /// <summary>Whether bits were wanted behind the last one.</summary>
    internal bool Ended { get; private set; }

    /// <summary>Bits that <see cref="Peek"/> can show.</summary>
    internal int Count { get; private set; }

    /// <summary>The next 32 bits as far as <see cref="Count"/> goes, the next one lowest.</summary>
    internal uint Peek => (uint)_bits;

    /// <summary>Makes the <see cref="Count"/> 56 or more, or as many as were read from the file.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Fill()
    {
        if (_end - _start >= sizeof(ulong))
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_start)) << Count;
            _start += (63 - Count) >> 3;
            Count |= FewestAfterFill;
        }
        else
        {
            FillByByte();
        }
    }

    /// <summary>Reads on until so many bits are there, at most 32; false when the file ends before.</summary>
    internal bool Require(int count)
    {
        Fill();
        while (Count < count)
        {
            _start = 0;
            _end = _file.Read(_buffer);
            Ended = _end == 0;
            if (Ended)
                return false;
            Fill();
        }
        return true;
    }

    /// <summary>Passes over bits that are there.</summary>
    internal void Drop(int count)
    {
        _bits >>= count;
        Count -= count;
    }

    /// <summary>Passes over the rest of a byte of which bits were taken.</summary>
    internal void DropToByte() => Drop(Count & 7);

    /// <summary>Takes the next bits as a number; false when the file ends before.</summary>
    internal bool TryTake(int count, out int value)
    {
        value = 0;
        if (Count < count && !Require(count))
            return false;
        value = (int)(_bits & ((1UL << count) - 1));
        Drop(count);
        return true;
    }

    /// <summary>Takes 32 bits; false when the file ends before.</summary>
    internal bool TryTakeWord(out uint value)
    {
        bool isThere = Require(32);
        value = Peek;
        if (isThere)
            Drop(32);
        return isThere;
    }

    /// <summary>Takes the next bytes, at a byte's border; fewer where the file gave fewer, 0 where it ends.</summary>
    internal int ReadBytes(Span<byte> to)
    {
        if (!Require(8))
            return 0;
        int count = 0;
        for (; count < to.Length && Count >= 8; count++)
        {
            to[count] = (byte)_bits;
            Drop(8);
        }
        return count == to.Length ? count : count + ReadBuffered(to[count..]);
    }

    private int ReadBuffered(Span<byte> to)
    {
        _bits = 0;
        int count = Math.Min(to.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(to);
        _start += count;
        return count;
    }

    private void FillByByte()
    {
        for (; Count < FewestAfterFill && _start < _end; Count += 8)
            _bits |= (ulong)_buffer[_start++] << Count;
    }
}
