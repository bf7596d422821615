using System.Net.Sockets;
using PacketDotNet;
using RawNet.Wire;
using SharpPcap;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap.Filters;

/// <summary>An interface on which libpcap is ready to capture: the handle that a program for the kernel is compiled on.</summary>
/// <remarks>Linux takes VLAN tags out of frames before sockets see them. Only on an activated handle does libpcap
/// know that this kernel tells them beside the frame, and compiles <c>vlan</c> into loads of SKF_AD_VLAN_TAG;
/// on any other it would look for a tag that is no longer there. The same holds for <c>inbound</c>.</remarks>
internal sealed class LiveInterface : IDisposable
{
    private const int SnapLength = 262144; // tcpdump's own: what a program returns is what the kernel keeps
    private readonly LibPcapLiveDevice _device;

    private LiveInterface(LibPcapLiveDevice device) => _device = device;

    public PcapHandle Handle => _device.Handle;

    /// <summary>libpcap has numbers of its own for some link types; of those that interfaces have, raw IP is the only one.</summary>
    public LinkType LinkType => _device.LinkType == LinkLayers.RawLegacy ? LinkType.Raw : (LinkType)_device.LinkType;

    /// <summary>Of the first IPv4 address, in network order, as <c>ip broadcast</c> asks for it; 0 without one.</summary>
    public uint Netmask => _device.Addresses.FirstOrDefault(address => IsIpv4(address.Addr)) is { Netmask.ipAddress: { } mask }
        ? BitConverter.ToUInt32(mask.GetAddressBytes())
        : 0;

    /// <exception cref="PcapException">libpcap cannot capture there.</exception>
    /// <exception cref="ArgumentException">libpcap lists no such interface.</exception>
    public static LiveInterface Open(string name)
    {
        // A device of SharpPcap is made from what libpcap lists, and that is the calling thread's network namespace.
        PcapInterface found = PcapInterface.GetAllPcapInterfaces().FirstOrDefault(known => known.Name == name)
            ?? throw new ArgumentException($"libpcap lists no interface '{name}'", nameof(name));
        LiveInterface live = new(new LibPcapLiveDevice(found));
        try
        {
            live._device.Open(new DeviceConfiguration { Mode = DeviceModes.None, Snaplen = SnapLength });
            return live;
        }
        catch
        {
            live.Dispose();
            throw;
        }
    }

    public void Dispose() => _device.Dispose();

    private static bool IsIpv4(Sockaddr? address) => address?.ipAddress is { AddressFamily: AddressFamily.InterNetwork };
}
