using RawNet.Filters;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Common;

/// <summary>The kernel's filter for messages about groups, so that other traffic costs nothing;
/// what it lets in may still be something else.</summary>
internal static class GroupTraffic
{
    private const ushort LoadByte = 0x30, LoadHalf = 0x28, JumpEqual = 0x15, Return = 0x06; // as tcpdump -dd prints them
    private const uint Whole = 0x40000;

    /// <summary>A program for Ethernet; empty for other links, whose packets are few.</summary>
    public static IReadOnlyList<BpfInstruction> FilterFor(LinkType link) => link == LinkType.Ethernet ? _ethernet : [];

    // The outer VLAN tag is out of the frame when the filter sees it (packet(7)), so the offsets are those of untagged frames;
    // behind a second tag the whole frame is judged here, not there.
    private static readonly BpfInstruction[] _ethernet =
    [
        new(LoadHalf, 0, 0, 12),
        new(JumpEqual, 0, 2, 0x0800),  // IPv4: protocol 2
        new(LoadByte, 0, 0, 23),
        new(JumpEqual, 12, 13, 2),
        new(JumpEqual, 11, 0, 0x8100),
        new(JumpEqual, 10, 0, 0x88a8),
        new(JumpEqual, 9, 0, 0x9100),
        new(JumpEqual, 0, 9, 0x86dd),  // IPv6: hop-by-hop options, then ICMPv6, or ICMPv6 at once
        new(LoadByte, 0, 0, 20),
        new(JumpEqual, 1, 0, 58),
        new(JumpEqual, 5, 6, 0),
        new(LoadByte, 0, 0, 54),       // without options, the type says whether it is MLD
        new(JumpEqual, 3, 0, 130),
        new(JumpEqual, 2, 0, 131),
        new(JumpEqual, 1, 0, 132),
        new(JumpEqual, 0, 1, 143),
        new(Return, 0, 0, Whole),
        BpfInstruction.DropAll,
    ];
}
