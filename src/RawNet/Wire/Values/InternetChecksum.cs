using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        ushort sum = Fold(SumInMachineOrder(bytes));
        // RFC 1071, section 2 (B): words added in the machine's byte order need only one swap at the end.
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(sum) : sum;
    }

    /// <summary>True when the checksum that stands among <paramref name="bytes"/> is right.</summary>
    /// <remarks>RFC 1071, section 1: then all bits of the sum are ones, which is so in either byte order.</remarks>
    public static bool IsRight(ReadOnlySpan<byte> bytes)
    {
        ulong sum = SumInMachineOrder(bytes);
        return sum != 0 && sum % 0xffff == 0;
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

    /// <summary>The checksum after 16-bit words that added up to <paramref name="before"/> were replaced by ones
    /// that add up to <paramref name="after"/>.</summary>
    /// <remarks>RFC 1624, equation 3: HC' = ~(~HC + ~m + m'). Equation 2 of RFC 1141 can give the wrong zero.</remarks>
    public static ushort Update(ushort checksum, ulong before, ulong after) =>
        Finish((ulong)(ushort)~checksum + (ushort)~Fold(before) + after);

    private static ulong SumInMachineOrder(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        if (bytes.Length >= Vector256<byte>.Count)
        {
            sum = SumVectors(bytes);
            bytes = bytes[(bytes.Length & -Vector256<byte>.Count)..];
        }
        if (bytes.Length >= Vector128<byte>.Count)
        {
            Vector128<ulong> words = Vector128.Create(bytes).AsUInt64();
            sum += Vector128.Sum((words & Vector128.Create((ulong)uint.MaxValue)) + (words >>> 32));
            bytes = bytes[Vector128<byte>.Count..];
        }
        if (bytes.Length >= sizeof(ulong))
        {
            ulong words = MemoryMarshal.Read<ulong>(bytes);
            sum += (uint)words + (words >> 32);
            bytes = bytes[sizeof(ulong)..];
        }
        if (bytes.Length >= sizeof(uint))
        {
            sum += MemoryMarshal.Read<uint>(bytes);
            bytes = bytes[sizeof(uint)..];
        }
        return bytes.IsEmpty ? sum : sum + SumRest(bytes);
    }

    // Lanes of 64 bits hold more additions of 32 bits than memory has bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SumVectors(ReadOnlySpan<byte> bytes)
    {
        Vector256<ulong> lanes = Vector256<ulong>.Zero;
        for (; bytes.Length >= Vector256<byte>.Count; bytes = bytes[Vector256<byte>.Count..])
        {
            Vector256<ulong> words = Vector256.Create(bytes).AsUInt64();
            lanes += (words & Vector256.Create((ulong)uint.MaxValue)) + (words >>> 32);
        }
        return Vector256.Sum(lanes);
    }

    // One to three bytes.
    private static ulong SumRest(ReadOnlySpan<byte> bytes)
    {
        ulong sum = bytes.Length < 2 ? 0u : MemoryMarshal.Read<ushort>(bytes);
        if ((bytes.Length & 1) == 0) return sum;
        return sum + (BitConverter.IsLittleEndian ? bytes[^1] : (uint)bytes[^1] << 8);
    }
}
