using PacketDotNet;
using RawNet.Wire;

namespace RawNet.SharpPcap.Conversions;

/// <summary>libpcap's two lists of link types: DLT_, which devices and SharpPcap's packets have, and LINKTYPE_,
/// which files and RawNet have.</summary>
/// <remarks>The numbers are equal but for those of which systems once disagreed (libpcap, pcap-common.c);
/// of these PacketDotNet names both.</remarks>
public static class LinkTypes
{
    // DLT_PKTAP is DLT_USER2's number on Darwin and LINKTYPE_PKTAP's elsewhere.
    private const ushort PacketTapOfDarwin = 149;
    private const ushort PacketTap = 258;

    /// <summary>What a DLT_ number means on this system.</summary>
    public static LinkType ToLinkType(this LinkLayers dataLink) => (LinkType)((ushort)dataLink switch
    {
        11 => 100, // DLT_ATM_RFC1483
        12 or 14 => 101, // DLT_RAW; OpenBSD's is 14
        15 => 102, // DLT_SLIP_BSDOS
        16 => 103, // DLT_PPP_BSDOS
        19 => 106, // DLT_ATM_CLIP
        PacketTapOfDarwin when OperatingSystem.IsMacOS() => PacketTap,
        var same => same,
    });

    /// <summary>The DLT_ number that libpcap gives packets of this link type on this system.</summary>
    public static LinkLayers ToLinkLayers(this LinkType linkType) => (LinkLayers)((ushort)linkType switch
    {
        100 => 11,
        101 => 12,
        102 => 15,
        103 => 16,
        106 => 19,
        PacketTap when OperatingSystem.IsMacOS() => PacketTapOfDarwin,
        var same => same,
    });
}
