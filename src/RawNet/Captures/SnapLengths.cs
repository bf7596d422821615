using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>The longest packets that libpcap and Wireshark take from a file; a longer one is a sign of damage.</summary>
internal static class SnapLengths
{
    /// <summary>libpcap's MAXIMUM_SNAPLEN.</summary>
    internal const uint Usual = 262_144;

    // Link types whose messages are longer by nature, numbers from pcap-linktype(7).
    private const LinkType UsbLinuxMapped = (LinkType)220;
    private const LinkType DBus = (LinkType)231;
    private const LinkType UsbPcap = (LinkType)249;
    private const LinkType ElectrobitHighSpeedCapture = (LinkType)279;

    internal static uint Largest(LinkType linkType) => linkType switch
    {
        UsbLinuxMapped or DBus or UsbPcap => 128 << 20,
        ElectrobitHighSpeedCapture        => 8 << 20,
        _                                 => Usual,
    };
}
