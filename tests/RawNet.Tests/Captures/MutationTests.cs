using System.Buffers.Binary;
using System.Diagnostics;
using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>Any bytes: no exception, no hang, no allocation beyond what is there.</summary>
public class MutationTests
{
    private const long FirstWindow = 1 << 16;
    private static readonly uint[] Extremes = [0, 1, 3, 11, 12, 13, 28, 0x7fff_ffff, 0x8000_0000, 0xffff_fffc, 0xffff_ffff, 1 << 24, (1 << 24) + 4, 262_144];

    [Theory]
    [InlineData(1)]
    [InlineData(20_240_229)]
    public void MutatedFilesNeverThrowHangOrAllocateByAClaimedLength(int seed)
    {
        Random random = new(seed);
        byte[][] originals = [.. Samples.All.SelectMany(sample => new[] { sample.Bytes, sample.Gzipped() })];
        Stopwatch watch = Stopwatch.StartNew();
        for (int round = 0; round < 20_000 && watch.ElapsedMilliseconds < 1000; round++)
        {
            byte[] bytes = Mutate(random, originals[round % originals.Length]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long kept = Drain(bytes);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < (2 * FirstWindow) + (64 * bytes.Length) + 32_768, $"seed {seed} round {round}: {allocated} bytes allocated for a file of {bytes.Length}");
            Assert.True(kept <= Math.Max(1032L * bytes.Length, 0), $"seed {seed} round {round}: {kept} packet bytes out of {bytes.Length}"); // 1032: deflate's best ratio
            _ = Blocks.Of(bytes); // describing and copying what is left does not throw either
        }
    }

    private static long Drain(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        using CaptureReader reader = CaptureReader.Open(stream);
        long kept = 0;
        while (reader.TryRead(out CapturedPacket packet))
            kept += packet.Data.Length;
        return kept;
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        byte[] bytes = [.. original];
        for (int times = random.Next(1, 5); times > 0; times--)
            bytes = random.Next(5) switch
            {
                0 => bytes[..random.Next(bytes.Length + 1)],
                1 => [.. bytes, .. original.AsSpan(random.Next(original.Length))],
                2 => WithExtreme(random, bytes),
                3 => WithoutOne(random, bytes),
                _ => Flipped(random, bytes),
            };
        return bytes;
    }

    private static byte[] WithExtreme(Random random, byte[] bytes)
    {
        if (bytes.Length < 8)
            return bytes;
        Span<byte> at = bytes.AsSpan(random.Next(bytes.Length / 4) * 4);
        uint value = Extremes[random.Next(Extremes.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.TryWriteUInt32LittleEndian(at, value);
        else
            BinaryPrimitives.TryWriteUInt32BigEndian(at, value);
        return bytes;
    }

    private static byte[] WithoutOne(Random random, byte[] bytes)
    {
        int at = random.Next(bytes.Length + 1);
        return at == bytes.Length ? bytes : [.. bytes[..at], .. bytes[(at + 1)..]];
    }

    private static byte[] Flipped(Random random, byte[] bytes)
    {
        if (bytes.Length > 0)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }
}
