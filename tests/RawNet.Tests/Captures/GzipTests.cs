using RawNet.Captures;
using RawNet.Lab;

namespace RawNet.Tests.Captures;

/// <summary>Packed files, whole and damaged; gzip, run on the same bytes, says whether they are sound and what they hold.</summary>
public class GzipTests
{
    private const string WrongSum = "the gzip data is damaged: the check sum of a member is not that of what it holds";
    private const string WrongSize = "the gzip data is damaged: the size of a member is not that of what it holds";
    private const string CutShort = "the gzip data is damaged: it is cut short";
    private const string NoMember = "the gzip data is damaged: bytes that are no member of gzip follow";
    private const string NotDeflated = "the gzip data is damaged: its bytes are no deflated data (RFC 1951)";
    private const string UnknownMethod = "the gzip data is damaged: a member is packed in a way that RFC 1952 does not define";

    private const string FixedHeader = "1f8b 08 00 00000000 00 03";

    // RFC 1952, 2.3: CRC-32 of nothing and a size of 0 behind the one block that holds nothing (RFC 1951, 3.2.6).
    private const string Empty = FixedHeader + "0300 00000000 00000000";

    private static readonly Sample _sample = Samples.Named("pcap little-endian microseconds");

    /// <summary>Damage from the trailer's first byte, its place from the end, to what is found wrong.</summary>
    public static TheoryData<int, string> Trailers { get; } = new()
    {
        { 8, WrongSum }, { 7, WrongSum }, { 6, WrongSum }, { 5, WrongSum },
        { 4, WrongSize }, { 3, WrongSize }, { 2, WrongSize }, { 1, WrongSize },
    };

    [Theory]
    [MemberData(nameof(Trailers))]
    public void OneWrongBitOfTheTrailerCostsNoPacket(int fromEnd, string error)
    {
        byte[] packed = _sample.Gzipped();
        packed[^fromEnd] ^= 1;
        CheckDamaged(packed, error);
    }

    // gzip ends at the member that is wrong; those behind it are as whole as before.
    [Theory]
    [MemberData(nameof(Trailers))]
    public void NorDoesItCostTheMembersBehindIt(int fromEnd, string error)
    {
        byte[] first = _sample.Gzipped(..50);
        first[^fromEnd] ^= 1;
        CheckDamaged([.. first, .. _sample.Gzipped(50..)], error);
    }

    [Fact]
    public void ACutTrailerCostsNoPacket()
    {
        byte[] packed = _sample.Gzipped();
        for (int missing = 1; missing <= 8; missing++)
            CheckDamaged(packed[..^missing], CutShort);
    }

    [Fact]
    public void AByteTooManyBeforeTheTrailerIsFound()
    {
        byte[] packed = _sample.Gzipped();
        CheckDamaged([.. packed[..^8], 0, .. packed[^8..]], WrongSum);
    }

    [Theory]
    [InlineData("abcdef", NoMember)]
    [InlineData("1f", NoMember)]
    [InlineData("1f8c 08 00 00000000 00 03", NoMember)]
    [InlineData("00000000 41", NoMember)]
    [InlineData("1f8b", CutShort)]
    [InlineData("1f8b 08 00 00000000 00", CutShort)]
    [InlineData("1f8b 08 04 00000000 00 03 0500 01020304", CutShort)] // FEXTRA
    [InlineData("1f8b 08 08 00000000 00 03 6e616d65", CutShort)]      // FNAME
    [InlineData("1f8b 08 10 00000000 00 03 6e616d65", CutShort)]      // FCOMMENT
    [InlineData("1f8b 08 02 00000000 00 03 01", CutShort)]            // FHCRC
    [InlineData("1f8b 07 00 00000000 00 03", UnknownMethod)]
    [InlineData("1f8b 08 80 00000000 00 03", UnknownMethod)]
    [InlineData(FixedHeader, CutShort)]
    [InlineData(FixedHeader + "07", NotDeflated)]                     // 3.2.3: block type 3
    [InlineData(FixedHeader + "01 0100 0000 41", NotDeflated)]        // 3.2.4: the length and no complement of it
    [InlineData(FixedHeader + "01 0200 fdff", CutShort)]
    [InlineData(FixedHeader + "0302 00", NotDeflated)]                // 3.2.5: a match that begins before the first byte
    public void WhatFollowsTheLastMemberIsTold(string hex, string error) => CheckDamaged([.. _sample.Gzipped(), .. Bytes(hex)], error);

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData(Empty)]
    [InlineData(Empty + Empty + "0000")]
    public void WhatGzipTakesForSoundIsSound(string hex) => CheckSound([.. _sample.Gzipped(), .. Bytes(hex)]);

    [Theory]
    [InlineData(0x04, "0500 0102030405")]
    [InlineData(0x04, "0000")]
    [InlineData(0x08, "6e616d6500")]
    [InlineData(0x08, "00")]
    [InlineData(0x10, "6e6f746500")]
    [InlineData(0x1c, "0200 0102 6e616d6500 6e6f746500")]
    [InlineData(0x1d, "0200 0102 6e616d6500 6e6f746500")] // FTEXT too
    public void WhatTheHeaderMayHoldIsPassedOver(int flags, string optional)
    {
        byte[] packed = _sample.Gzipped();
        packed[3] = (byte)flags;
        CheckSound([.. packed[..10], .. Bytes(optional), .. packed[10..]]);
    }

    // The lower half of the CRC-32 of 1f8b0802000000000003, by Python's zlib.crc32.
    [Fact]
    public void TheCheckSumOfTheHeaderIsChecked()
    {
        byte[] head = Bytes("1f8b 08 02 00000000 00 03"), rest = _sample.Gzipped()[10..];
        byte[] sum = Bytes(
            Python("import zlib; print(zlib.crc32(bytes.fromhex('1f8b0802000000000003')).to_bytes(4, 'little')[:2].hex())").Trim());
        CheckSound([.. head, .. sum, .. rest]);
        sum[0] ^= 1;
        CheckDamaged([.. head, .. sum, .. rest], "the gzip data is damaged: the check sum of a member's header is wrong");
    }

    [Fact]
    public void APipeThatBringsOneByteAtATimeIsUnpackedTheSame()
    {
        using TricklingStream stream = new([.. _sample.Gzipped(..50), .. Bytes(Empty), .. _sample.Gzipped(50..)]);
        Reading reading = Reading.Of(stream);
        Assert.Null(reading.Error);
        Assert.Equal(_sample.Packets, reading.Packets);
    }

    // What a live pipe has brought is unpacked before more is waited for: here there is never more.
    [Fact]
    public void APacketOfAPipeIsGivenWhenItsBytesHaveCome()
    {
        byte[] packed = Convert.FromHexString(Python("import zlib, sys; c = zlib.compressobj(6, 8, 31); "
            + $"sys.stdout.write((c.compress(bytes.fromhex('{Convert.ToHexString(_sample.Bytes)}')) + c.flush(zlib.Z_SYNC_FLUSH)).hex())"));
        using EndlessWait stream = new(packed);
        using CaptureReader reader = CaptureReader.Open(stream);
        for (int i = 0; i < _sample.Packets.Count; i++)
        {
            Assert.True(reader.TryRead(out CapturedPacket packet));
            Assert.Equal(_sample.Packets[i], Row.Of(packet));
        }
        Assert.Throws<IOException>(() => reader.TryRead(out _));
    }

    private static void CheckSound(byte[] packed)
    {
        Reading reading = Reading.Of(packed);
        Assert.Null(reading.Error);
        Assert.Equal(_sample.Packets, reading.Packets);
        Assert.Equal(0, Gzip(packed, "-t").ExitCode);
        Assert.Equal(_sample.Bytes, Gzip(packed, "-dc").Bytes.ToArray());
    }

    private static void CheckDamaged(byte[] packed, string error)
    {
        Reading reading = Reading.Of(packed);
        Assert.Equal((CaptureFault.BadCompression, _sample.Bytes.Length, error),
            (reading.Error?.Fault, (int?)reading.Error?.Offset, reading.Error?.What));
        Assert.Equal(_sample.Packets, reading.Packets);
        Assert.NotEqual(0, Gzip(packed, "-t").ExitCode);
    }

    private static PeerResult Gzip(byte[] packed, string option)
    {
        Assert.SkipUnless(Peer.Exists("gzip"), Peer.Missing("gzip"));
        return Peer.Run("gzip", [option], packed);
    }

    private static string Python(string program)
    {
        Assert.SkipUnless(Peer.Exists("python3"), Peer.Missing("python3"));
        return Peer.Run("python3", ["-c", program]).Succeeded().Text;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    // A reader that asks for more than was brought would wait for ever.
    private sealed class EndlessWait(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            return read > 0 ? read : throw new IOException("it waits");
        }
    }
}
