using System.Buffers.Binary;
using System.Numerics;

namespace RawNet.Cli.Common.Files;

/// <summary>
/// SHA-256 (FIPS 180-4) for fingerprints of packets. The framework's loads the system's OpenSSL, without
/// which the native command ends by abort.
/// </summary>
internal static class Sha256
{
    public const int SizeInBytes = 32;
    private const int BlockSize = 64;

    // FIPS 180-4, 4.2.2: of the cube roots of the first 64 primes the first 32 bits behind the point.
    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <param name="data">What is hashed.</param>
    /// <param name="digest">At least <see cref="SizeInBytes"/> bytes.</param>
    public static void HashData(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        Span<uint> state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
        ReadOnlySpan<byte> rest = data;
        for (; rest.Length >= BlockSize; rest = rest[BlockSize..]) Mix(state, rest);
        // 5.1.1: a one bit, zeros, and the number of bits end the last block, or one more.
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        int end = rest.Length < BlockSize - sizeof(ulong) ? BlockSize : 2 * BlockSize;
        BinaryPrimitives.WriteUInt64BigEndian(last[(end - sizeof(ulong))..], (ulong)data.Length * 8);
        for (int at = 0; at < end; at += BlockSize) Mix(state, last[at..]);
        for (int i = 0; i < state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(digest[(i * sizeof(uint))..], state[i]);
    }

    // 6.2.2, with the words of the state in the standard's names.
    private static void Mix(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[BlockSize];
        Schedule(words, block);
        (uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h) =
            (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (int t = 0; t < words.Length; t++)
        {
            uint one = h + Rotations(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + Constants[t] + words[t];
            uint two = Rotations(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
            (a, b, c, d, e, f, g, h) = (one + two, a, b, c, d + one, e, f, g);
        }
        Span<uint> mixed = [a, b, c, d, e, f, g, h];
        for (int i = 0; i < state.Length; i++) state[i] += mixed[i];
    }

    private static void Schedule(Span<uint> words, ReadOnlySpan<byte> block)
    {
        for (int t = 0; t < 16; t++) words[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
        for (int t = 16; t < words.Length; t++)
        {
            (uint early, uint late) = (words[t - 15], words[t - 2]);
            uint first = BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3);
            uint second = BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10);
            words[t] = words[t - 16] + first + words[t - 7] + second;
        }
    }

    private static uint Rotations(uint word, int one, int two, int three) =>
        BitOperations.RotateRight(word, one) ^ BitOperations.RotateRight(word, two) ^ BitOperations.RotateRight(word, three);
}
