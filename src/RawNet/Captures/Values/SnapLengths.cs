using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>The longest packets that libpcap and Wireshark take from a file; a longer one is a sign of damage.</summary>
internal static class SnapLengths
{
    /// <summary>libpcap's MAXIMUM_SNAPLEN.</summary>
    internal const uint Usual = 262_144;

    /// <summary>Wireshark's WTAP_MAX_PACKET_SIZE_DBUS and WTAP_MAX_PACKET_SIZE_USBPCAP.</summary>
    internal const int LargestOfAll = 128 << 20;

    // Link types whose messages are longer by nature, numbers from pcap-linktype(7).
    private const LinkType UsbLinuxMapped = (LinkType)220;
    private const LinkType DBus = (LinkType)231;
    private const LinkType UsbPcap = (LinkType)249;
    private const LinkType ElectrobitHighSpeedCapture = (LinkType)279;

    /// <summary>What is wrong with a packet that claims so many captured bytes; null when nothing is.</summary>
    internal static CaptureError? ErrorOf(uint captured, LinkType linkType, long number, long offset) => captured <= Largest(linkType)
        ? null
        : CaptureError.BadLength(offset,
            $"packet {number} claims {captured} captured bytes, more than the {Largest(linkType)} that its link type may have",
            captured, Largest(linkType));

    internal static uint Largest(LinkType linkType) => linkType switch
    {
        UsbLinuxMapped or DBus or UsbPcap => LargestOfAll,
        ElectrobitHighSpeedCapture => 8 << 20,
        _ => Usual,
    };
}
