using System.Net;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap.Devices;

/// <summary>The devices that libpcap finds (pcap_findalldevs(3PCAP)); that they are listed does not say that they may be opened.</summary>
public static class PcapDevices
{
    private const uint Loopback = 1;
    private const uint Up = 2;
    private const uint Running = 4;

    /// <summary>All of them, on Linux those of this thread's network namespace and the pseudo-device <c>any</c>.</summary>
    /// <exception cref="LibpcapException">There is no libpcap, or it refused.</exception>
    public static IReadOnlyList<PcapDeviceInfo> All() => [.. Interfaces().Select(Describe)];

    /// <exception cref="LibpcapException">There is none of this name; or there is no libpcap.</exception>
    internal static PcapInterface Find(string name)
    {
        IReadOnlyList<PcapInterface> interfaces = Interfaces();
        return interfaces.FirstOrDefault(i => i.Name == name) ?? interfaces.FirstOrDefault(i => i.FriendlyName == name)
            ?? throw new LibpcapException(LibpcapFailure.NoSuchDevice,
                $"libpcap knows no device '{name}'; there are {string.Join(", ", interfaces.Select(i => i.Name))}");
    }

    private static IReadOnlyList<PcapInterface> Interfaces()
    {
        try
        {
            return PcapInterface.GetAllPcapInterfaces();
        }
        catch (Exception failure) when (LibpcapException.From(failure) is { } told)
        {
            throw told;
        }
    }

    private static PcapDeviceInfo Describe(PcapInterface device) => new(
        device.Name,
        device.Description ?? "",
        [.. device.Addresses.Select(a => a.Addr?.ipAddress).OfType<IPAddress>()],
        device.MacAddress,
        (device.Flags & Loopback) != 0,
        (device.Flags & Up) != 0,
        (device.Flags & Running) != 0);
}
