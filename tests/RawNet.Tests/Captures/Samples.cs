using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>Captures written byte by byte from pcap-savefile(5) and draft-ietf-opsawg-pcapng. What they hold is compared with tshark
/// too (<see cref="SamplePeerTests"/>).</summary>
public static class Samples
{
    // Ethernet, EtherType 0x88b5 (local experiments), 4 and 5 bytes of payload.
    internal const string Frame = "02000000000202000000000188b5deadbeef";
    internal const string Odd = "02000000000202000000000188b50102030405";

    private const long Micros = 1_700_000_000_123_456_000;
    private const long Nanos = 1_700_000_000_123_456_789;

    // pcap-savefile(5): magic, version 2.4, reserved twice, snap length, link type; then seconds, fraction, captured, original.
    private static readonly Sample _littleMicros = Sample.Of("pcap little-endian microseconds", $"""
        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000|
        00f15365 40e20100 12000000 3c000000 {Frame}!
        00f15365 00000000 13000000 13000000 {Odd}!
        00f15365 00000000 00000000 00000000!
        """, new Row(1, Micros, 60, Frame), new Row(2, 1_700_000_000_000_000_000, 19, Odd), new Row(3, 1_700_000_000_000_000_000, 0, ""));

    private static readonly Sample _bigMicros = Sample.Of("pcap big-endian microseconds", $"""
        a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001|
        6553f100 0001e240 00000012 0000003c {Frame}!
        """, new Row(1, Micros, 60, Frame));

    private static readonly Sample _littleNanos = Sample.Of("pcap little-endian nanoseconds", $"""
        4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000|
        00f15365 15cd5b07 12000000 12000000 {Frame}!
        ffffffff ffc99a3b 12000000 12000000 {Frame}! // the last second and nanosecond that 32 bits hold
        """, new Row(1, Nanos, 18, Frame), new Row(2, 4_294_967_295_999_999_999, 18, Frame));

    private static readonly Sample _bigNanos = Sample.Of("pcap big-endian nanoseconds", $"""
        a1b23c4d 0002 0004 00000000 00000000 00040000 00000001|
        6553f100 075bcd15 00000013 00000013 {Odd}!
        """, new Row(1, Nanos, 19, Odd));

    // The patched libpcap's record header goes on with interface index, protocol, packet type and a pad byte.
    private static readonly Sample _littleModified = Sample.Of("pcap little-endian modified", $"""
        34cdb2a1 0200 0400 00000000 00000000 00000400 01000000|
        00f15365 40e20100 12000000 12000000 02000000 0008 00 00 {Frame}!
        00f15365 40e20100 13000000 13000000 02000000 0008 04 00 {Odd}!
        """, new Row(1, Micros, 18, Frame), new Row(2, Micros, 19, Odd));

    private static readonly Sample _bigModified = Sample.Of("pcap big-endian modified", $"""
        a1b2cd34 0002 0004 00000000 00000000 00040000 00000001|
        6553f100 0001e240 00000012 00000012 00000002 0800 00 00 {Frame}!
        """, new Row(1, Micros, 18, Frame));

    // Upper half of the link type: a 4-byte frame check sequence (0x4), said to be known (bit 26).
    private static readonly Sample _frameCheck = Sample.Of("pcap link type with frame check bits", $"""
        d4c3b2a1 0200 0400 00000000 00000000 00000400 65000044|
        00f15365 40e20100 14000000 14000000 450000140000000040fd00000a0000010a000002!
        """, new Row(1, Micros, 20, "450000140000000040fd00000a0000010a000002", LinkType.Raw));

    private static readonly Sample _blocks = Sample.Of("pcapng little-endian, every block", $"""
        0a0d0d0a 34000000 4d3c2b1a 0100 0000 ffffffffffffffff                                  // 4.1 Section Header, length unknown
            0200 0300 78383600  0400 0500 7261776e74000000  0000 0000 34000000|                // shb_hardware x86, shb_userappl rawnt, end
        01000000 14000000 0100 0000 00000400 14000000|                                 // 4.2 interface 0: Ethernet, microseconds by default
        01000000 28000000 6500 0000 00000000                                                   // 4.2 interface 1: raw IP
            0200 0400 74756e30  0900 0100 09000000  0000 0000 28000000|                        // if_name tun0, if_tsresol 9
        06000000 34000000 00000000 240a0600 40222018 12000000 3c000000 {Frame}0000 34000000!   // 4.3 Enhanced Packet, 2 bytes of padding
        06000000 4c000000 01000000 fe9c9717 15cd853d 14000000 14000000 450000140000000040fd00000a0000010a000002
            0200 0400 02000000  0100 0500 68656c6c6f000000  0000 0000 4c000000!                // epb_flags outbound, comment hello
        04000000 10000000 0000 0000 10000000|                                                  // 4.5 Name Resolution, nrb_record_end only
        02000000 34000000 0000 ffff 240a0600 40222018 13000000 13000000 {Odd}00 34000000!     // appendix A Packet Block, drop count unknown
        03000000 24000000 12000000 {Frame}0000 24000000!                                       // 4.4 Simple Packet
        05000000 18000000 00000000 240a0600 40222018 18000000|                                 // 4.6 Interface Statistics
        ad0b0000 14000000 19700000 01020304 14000000|                                          // 4.9 Custom
        """,
        new Row(1, Micros, 60, Frame),
        new Row(2, Nanos, 20, "450000140000000040fd00000a0000010a000002", LinkType.Raw, 1)
        {
            Direction = PacketDirection.Outbound,
            Comments = "hello\n"
        },
        new Row(3, Micros, 19, Odd),
        new Row(4, null, 18, Frame));

    private static readonly Sample _bigBlocks = Sample.Of("pcapng big-endian, every packet block", $"""
        0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c|
        00000001 00000020 0001 0000 00000010 0009 0001 09000000 0000 0000 00000020|            // snap length 16
        00000006 00000044 00000000 17979cfe 3d85cd15 00000010 00000013 02000000000202000000000188b50102
            0001 0002 68690000  0002 0004 00000001  0000 0000 00000044!                        // comment hi, inbound
        00000003 00000020 00000013 02000000000202000000000188b50102 00000020!                  // 4.4: captured length is the snap length
        00000002 00000030 0000 0000 17979cfe 3d85cd15 00000010 00000010 02000000000202000000000188b50102 00000030!
        """,
        new Row(1, Nanos, 19, "02000000000202000000000188b50102") { Direction = PacketDirection.Inbound, Comments = "hi\n" },
        new Row(2, null, 19, "02000000000202000000000188b50102"),
        new Row(3, Nanos, 16, "02000000000202000000000188b50102"));

    private static readonly Sample _resolutions = Sample.Of("pcapng resolutions and offsets", $"""
        0a0d0d0a 0000001c 1a2b3c4d 0001 0002 ffffffffffffffff 0000001c|                        // version 1.2 is read as 1.0
        00000001 0000001c 0001 0000 00000000 0009 0001 94000000 0000001c|                      // if_tsresol 2^-20, no opt_endofopt
        00000001 0000001c 0001 0000 00000000 0009 0001 03000000 0000001c|                      // 10^-3
        00000001 00000028 0001 0000 00000000 0009 0001 09000000 000e 0008 000000006553f100 00000028| // 10^-9, if_tsoffset 1700000000 s
        00000001 00000024 0001 0000 00000000 000e 0008 fffffffffffff1f0 0000 0000 00000024|    // 10^-6, an hour back
        00000006 00000034 00000000 0006553f 10080000 00000012 00000012 {Frame}0000 00000034!
        00000006 00000034 00000001 0000018b cfe5687b 00000012 00000012 {Frame}0000 00000034!
        00000006 00000034 00000002 00000000 075bcd15 00000012 00000012 {Frame}0000 00000034!
        00000006 00000034 00000003 00060a24 18202240 00000012 00000012 {Frame}0000 00000034!
        """,
        new Row(1, 1_700_000_000_500_000_000, 18, Frame, LinkType.Ethernet, 0),
        new Row(2, 1_700_000_000_123_000_000, 18, Frame, LinkType.Ethernet, 1),
        new Row(3, Nanos, 18, Frame, LinkType.Ethernet, 2),
        new Row(4, Micros - 3_600_000_000_000, 18, Frame, LinkType.Ethernet, 3));

    private static readonly Sample _twoSections = Sample.Of("pcapng sections of both orders", $"""
        0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000|
        01000000 14000000 0100 0000 00000400 14000000|
        06000000 34000000 00000000 240a0600 40222018 12000000 12000000 {Frame}0000 34000000!
        0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c|
        00000001 00000014 0065 0000 00040000 00000014|
        00000001 0000001c 0001 0000 00040000 0009 0001 09000000 0000001c|
        00000006 00000034 00000001 17979cfe 3d85cd15 00000012 00000012 {Frame}0000 00000034!
        """, new Row(1, Micros, 18, Frame), new Row(2, Nanos, 18, Frame, LinkType.Ethernet, 1));

    internal static IReadOnlyList<Sample> All { get; } =
        [_littleMicros, _bigMicros, _littleNanos, _bigNanos, _littleModified, _bigModified,
            _frameCheck, _blocks, _bigBlocks, _resolutions, _twoSections];

    public static TheoryData<string> Names { get; } = [.. All.Select(sample => sample.Name)];

    internal static Sample Named(string name) => All.Single(sample => sample.Name == name);
}
