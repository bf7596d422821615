using RawNet.Captures;
using RawNet.Lab;

namespace RawNet.Tests.Captures;

/// <summary>Every way of packing that zlib and gzip have, and packed data with bits turned over: zlib,
/// through Python, says what they hold.</summary>
public class InflaterTests
{
    /// <summary>Level, strategy and bytes between flushes (0: none) of zlib.</summary>
    public static TheoryData<int, string, int> Ways { get; } = new()
    {
        { 0, "Z_DEFAULT_STRATEGY", 0 }, { 1, "Z_DEFAULT_STRATEGY", 0 }, { 6, "Z_DEFAULT_STRATEGY", 0 }, { 9, "Z_DEFAULT_STRATEGY", 0 },
        { 6, "Z_FIXED", 0 }, { 6, "Z_HUFFMAN_ONLY", 0 }, { 6, "Z_RLE", 0 },
        { 6, "Z_DEFAULT_STRATEGY", 777 }, { 0, "Z_DEFAULT_STRATEGY", 777 },
    };

    // Text, noise, zeros and matches from 32,768 bytes back, some 317,000 bytes in all.
    private const string Content = "import zlib, sys, random; r = random.Random(7); n = r.randbytes(32768); "
        + "d = n + bytes(40000) + n + bytes(r.choice(b'etaoin shrdlu') for _ in range(90000)) + n[:99] * 900 + n[5:]; ";

    [Theory]
    [MemberData(nameof(Ways))]
    public void UnpackedIsWhatWasPacked(int level, string strategy, int flush)
    {
        byte[] content = Python($"{Content} sys.stdout.buffer.write(d)");
        byte[] packed = Pack(level, strategy, flush);
        (byte[] unpacked, string? damage) = Unpack(packed);
        Assert.Null(damage);
        Assert.Equal(content, unpacked);
    }

    // Python's decoder gives what it could unpack when it is fed byte by byte; what the last byte's eight bits stood
    // for, up to four matches, it keeps.
    [Theory]
    [MemberData(nameof(Ways))]
    public void OfDamagedDataAsMuchIsUnpackedAsByZlib(int level, string strategy, int flush)
    {
        byte[] packed = Pack(level, strategy, flush);
        var random = new Random(level + strategy.Length + flush);
        for (int round = 0; round < 4; round++)
        {
            byte[] damaged = [.. packed];
            damaged[random.Next(10, Math.Min(packed.Length, 9000))] ^= (byte)(1 << random.Next(8));
            byte[] theirs = Python("""
                import zlib, sys
                z, out = zlib.decompressobj(-15), bytearray()
                try:
                    for b in sys.stdin.buffer.read()[10:-8]: out += z.decompress(bytes([b]))
                except zlib.error: pass
                sys.stdout.buffer.write(out)
                """, damaged);
            (byte[] ours, string? damage) = Unpack(damaged);
            Assert.NotNull(damage);
            Assert.InRange(ours.Length, theirs.Length, theirs.Length + (4 * 258));
            Assert.Equal(theirs, ours[..theirs.Length]);
        }
    }

    private static byte[] Pack(int level, string strategy, int flush) => Python(
        $"{Content} c = zlib.compressobj({level}, 8, 31, 8, zlib.{strategy}); f = {flush} or len(d); " +
        "sys.stdout.buffer.write(b''.join(c.compress(d[i:i + f]) + (c.flush(zlib.Z_SYNC_FLUSH) if f < len(d) else b'') for i in range(0, "
            + "len(d), f)) + c.flush())");

    private static (byte[] Bytes, string? Damage) Unpack(byte[] packed)
    {
        using MemoryStream stream = new(packed);
        using MemoryStream unpacked = new();
        GzipInput input = new([], stream);
        byte[] buffer = new byte[1009];
        for (int read = input.Read(buffer); read > 0; read = input.Read(buffer))
            unpacked.Write(buffer, 0, read);
        return (unpacked.ToArray(), input.Damage);
    }

    private static byte[] Python(string program, byte[]? input = null)
    {
        Assert.SkipUnless(Peer.Exists("python3"), Peer.Missing("python3"));
        return Peer.Run("python3", ["-c", program], input).Succeeded().Bytes.ToArray();
    }
}
