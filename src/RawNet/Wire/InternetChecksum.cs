using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RawNet.Wire;

/// <summary>The Internet checksum: the one's complement of the one's complement sum of 16-bit words (RFC 1071, section 1).</summary>
/// <remarks>
/// Sums are kept unfolded in 64 bits, in network byte order, so several ranges of even length can be added up before one <see cref="Finish"/>.
/// </remarks>
public static class InternetChecksum
{
    private const int Wide = 64;

    /// <summary>The checksum of one range of bytes; an odd last byte counts as the high half of a word.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes) => Finish(Sum(bytes));

    /// <summary>The unfolded sum of the 16-bit words of <paramref name="bytes"/>.</summary>
    public static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        if (bytes.Length >= Wide && Vector.IsHardwareAccelerated)
        {
            int whole = bytes.Length & ~(Vector<byte>.Count - 1);
            sum = SumVectors(bytes[..whole]);
            bytes = bytes[whole..];
        }
        while (bytes.Length >= 4)
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
            bytes = bytes[4..];
        }
        if (bytes.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
            bytes = bytes[2..];
        }
        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }

    /// <summary>Folds a sum into 16 bits without complementing it: the value of a pseudo-header's own sum.</summary>
    public static ushort Fold(ulong sum)
    {
        sum = (sum & 0xffff_ffff) + (sum >> 32);
        sum = (sum & 0xffff) + ((sum >> 16) & 0xffff) + (sum >> 32);
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)((sum & 0xffff) + (sum >> 16));
    }

    /// <summary>Folds a sum and complements it: the value that goes into the checksum field.</summary>
    public static ushort Finish(ulong sum) => (ushort)~Fold(sum);

    /// <summary>The checksum after 16-bit words that added up to <paramref name="before"/> were replaced by ones that add up to <paramref name="after"/>.</summary>
    /// <remarks>RFC 1624, equation 3: HC' = ~(~HC + ~m + m'). Equation 2 of RFC 1141 can give the wrong zero.</remarks>
    public static ushort Update(ushort checksum, ulong before, ulong after) =>
        Finish((ulong)(ushort)~checksum + (ushort)~Fold(before) + after);

    // Words are added in the machine's byte order and swapped once at the end: RFC 1071, section 2 (B).
    private static ulong SumVectors(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<Vector<ushort>> vectors = MemoryMarshal.Cast<byte, Vector<ushort>>(bytes);
        ulong total = 0;
        while (!vectors.IsEmpty)
        {
            // 32-bit lanes hold 65,536 additions of 16 bits; two are made a step.
            ReadOnlySpan<Vector<ushort>> run = vectors[..Math.Min(vectors.Length, 0x4000)];
            Vector<uint> lanes = Vector<uint>.Zero;
            foreach (Vector<ushort> v in run)
            {
                Vector.Widen(v, out Vector<uint> low, out Vector<uint> high);
                lanes += low + high;
            }
            Vector.Widen(lanes, out Vector<ulong> a, out Vector<ulong> b);
            total += Vector.Sum(a + b);
            vectors = vectors[run.Length..];
        }
        ushort folded = Fold(total);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(folded) : folded;
    }
}
