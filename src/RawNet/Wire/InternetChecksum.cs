using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RawNet.Wire;

/// <summary>The Internet checksum: the one's complement of the one's complement sum of 16-bit words (RFC 1071, section 1).</summary>
/// <remarks>
/// Sums are in network byte order and can be added up in 64 bits, so several ranges of even length come before one <see cref="Finish"/>.
/// </remarks>
public static class InternetChecksum
{
    /// <summary>The checksum of one range of bytes; an odd last byte counts as the high half of a word.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes) => Finish(Sum(bytes));

    /// <summary>The sum of the 16-bit words of <paramref name="bytes"/>, at most 0xffff.</summary>
    public static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        if (bytes.Length >= Vector<byte>.Count && Vector.IsHardwareAccelerated)
        {
            sum = SumVectors(bytes);
            bytes = bytes[(bytes.Length & -Vector<byte>.Count)..];
        }
        foreach (uint word in MemoryMarshal.Cast<byte, uint>(bytes)) sum += word;
        if ((bytes.Length & 3) != 0) sum += SumRest(bytes[(bytes.Length & ~3)..]);
        // Words are added in the machine's byte order and swapped once at the end: RFC 1071, section 2 (B).
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(Fold(sum)) : Fold(sum);
    }

    /// <summary>Folds a sum into 16 bits without complementing it: the value of a pseudo-header's own sum.</summary>
    public static ushort Fold(ulong sum)
    {
        sum = (uint)sum + (sum >> 32);
        sum = (ushort)sum + (sum >> 16);
        sum = (ushort)sum + (sum >> 16);
        return (ushort)(sum + (sum >> 16));
    }

    /// <summary>Folds a sum and complements it: the value that goes into the checksum field.</summary>
    public static ushort Finish(ulong sum) => (ushort)~Fold(sum);

    /// <summary>The checksum after 16-bit words that added up to <paramref name="before"/> were replaced by ones that add up to <paramref name="after"/>.</summary>
    /// <remarks>RFC 1624, equation 3: HC' = ~(~HC + ~m + m'). Equation 2 of RFC 1141 can give the wrong zero.</remarks>
    public static ushort Update(ushort checksum, ulong before, ulong after) =>
        Finish((ulong)(ushort)~checksum + (ushort)~Fold(before) + after);

    // Lanes of 64 bits hold more additions of 32 bits than memory has bytes.
    private static ulong SumVectors(ReadOnlySpan<byte> bytes)
    {
        Vector<ulong> lanes = Vector<ulong>.Zero;
        foreach (Vector<ulong> words in MemoryMarshal.Cast<byte, Vector<ulong>>(bytes)) lanes += (words & new Vector<ulong>(uint.MaxValue)) + (words >>> 32);
        return Vector.Sum(lanes);
    }

    // One to three bytes.
    private static ulong SumRest(ReadOnlySpan<byte> bytes)
    {
        ulong sum = bytes.Length < 2 ? 0u : MemoryMarshal.Read<ushort>(bytes);
        if ((bytes.Length & 1) == 0) return sum;
        return sum + (BitConverter.IsLittleEndian ? bytes[^1] : (uint)bytes[^1] << 8);
    }
}
