using System.Buffers.Binary;

namespace RawNet.Tests.Captures;

/// <summary>Seeded hostile capture files: the handmade samples, plain and packed, changed in a few places.</summary>
internal sealed class FileMutator(int seed)
{
    private static readonly uint[] _extremes =
    [
        0, 1, 3, 11, 12, 13, 28, 0x7fff_ffff, 0x8000_0000, 0xffff_fffc, 0xffff_ffff, 1 << 24, (1 << 24) + 4, 262_144
    ];
    private static readonly byte[][] _originals = [.. Samples.All.SelectMany(sample => new[] { sample.Bytes, sample.Gzipped() })];
    private readonly Random _random = new(seed);

    internal byte[] Next()
    {
        byte[] original = _originals[_random.Next(_originals.Length)];
        byte[] bytes = [.. original];
        for (int times = _random.Next(1, 5); times > 0; times--)
            bytes = _random.Next(5) switch
            {
                0 => bytes[.._random.Next(bytes.Length + 1)],
                1 => [.. bytes, .. original.AsSpan(_random.Next(original.Length))],
                2 => WithExtreme(bytes),
                3 => WithoutOne(bytes),
                _ => Flipped(bytes),
            };
        return bytes;
    }

    private byte[] WithExtreme(byte[] bytes)
    {
        if (bytes.Length < 8)
            return bytes;
        Span<byte> at = bytes.AsSpan(_random.Next(bytes.Length / 4) * 4);
        uint value = _extremes[_random.Next(_extremes.Length)];
        if (_random.Next(2) == 0)
            BinaryPrimitives.TryWriteUInt32LittleEndian(at, value);
        else
            BinaryPrimitives.TryWriteUInt32BigEndian(at, value);
        return bytes;
    }

    private byte[] WithoutOne(byte[] bytes)
    {
        int at = _random.Next(bytes.Length + 1);
        return at == bytes.Length ? bytes : [.. bytes[..at], .. bytes[(at + 1)..]];
    }

    private byte[] Flipped(byte[] bytes)
    {
        if (bytes.Length > 0)
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        return bytes;
    }
}
