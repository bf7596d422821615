using System.Net;
using System.Net.NetworkInformation;
using RawNet.Wire;

namespace RawNet.SharpPcap.Devices;

/// <summary>A device that libpcap knows of.</summary>
/// <param name="Name">What opens it: <c>eth0</c>, on Windows <c>\Device\NPF_{...}</c>.</param>
/// <param name="Description">In people's words; on Windows the only readable name. Empty where there is none.</param>
/// <param name="Addresses">IPv4 and IPv6.</param>
/// <param name="HardwareAddress">Null where there is none.</param>
/// <param name="IsLoopback">PCAP_IF_LOOPBACK.</param>
/// <param name="IsUp">PCAP_IF_UP.</param>
/// <param name="IsRunning">PCAP_IF_RUNNING.</param>
public sealed record PcapDeviceInfo(
    string Name,
    string Description,
    IReadOnlyList<IPAddress> Addresses,
    PhysicalAddress? HardwareAddress,
    bool IsLoopback,
    bool IsUp,
    bool IsRunning)
{
    /// <summary>What its packets begin with, for which it is opened for a moment.</summary>
    /// <exception cref="LibpcapException">It cannot be opened: not permitted, or not up.</exception>
    public LinkType ReadLinkType()
    {
        using PcapCapture opened = PcapCapture.Open(Name);
        return opened.LinkType;
    }
}
