using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>A network interface as the kernel knows it in the network namespace of the thread that asks.</summary>
/// <param name="Index">The number that the kernel uses; unique within the namespace.</param>
/// <param name="Name">At most 15 bytes, as <see cref="NativeText"/>.</param>
/// <param name="HardwareType">ARPHRD number: 1 Ethernet, 772 loopback, 65534 none (tunnels).</param>
/// <param name="HardwareAddress">The MAC, 6 bytes on Ethernet, all zero on loopback; empty when there is none.</param>
/// <param name="BroadcastAddress">As long as the MAC.</param>
/// <param name="Mtu">Bytes of a packet without its link header.</param>
/// <param name="IsUp">Administratively up.</param>
/// <param name="IsLoopback">It is <c>lo</c>.</param>
public sealed record Link(
    int Index, string Name, ushort HardwareType, ReadOnlyMemory<byte> HardwareAddress,
    ReadOnlyMemory<byte> BroadcastAddress, int Mtu, bool IsUp, bool IsLoopback)
{
    /// <summary>How frames that a packet socket receives on this interface begin: as libpcap's do. <see cref="LinkType.LinuxSll"/>
    /// where it has no type for the hardware, or drivers begin frames in several ways.</summary>
    public LinkType LinkType => HardwareLink.TypeOf(HardwareType);

    /// <summary>The hardware address of 6 bytes; null when the interface has another or none.</summary>
    public MacAddress? Mac => HardwareAddress.Length == 6 ? MacAddress.From(HardwareAddress.Span) : null;

    /// <summary>Every interface, in the kernel's order.</summary>
    public static IReadOnlyList<Link> All()
    {
        List<Link> links = [];
        byte[] request = new byte[Unsafe.SizeOf<LinkMessage>()];
        NetlinkQuery.Ask("interfaces", "", Constants.RTM_GETLINK, Constants.NLM_F_DUMP, request, payload => links.Add(Read(payload)));
        return links;
    }

    /// <summary>The interface of this name.</summary>
    /// <exception cref="SystemCallException">ENODEV: there is none in this namespace.</exception>
    public static Link ByName(string name) =>
        All().FirstOrDefault(l => l.Name == name) ?? throw new SystemCallException("interface", (int)ErrorNumber.ENODEV, name);

    /// <summary>The interface of this index.</summary>
    /// <exception cref="SystemCallException">ENODEV: there is none in this namespace.</exception>
    public static Link ByIndex(int index) => All().FirstOrDefault(l => l.Index == index)
        ?? throw new SystemCallException("interface", (int)ErrorNumber.ENODEV, $"index {index}");

    /// <summary>The interface's own IPv4 and IPv6 addresses.</summary>
    public IReadOnlyList<LinkAddress> Addresses()
    {
        List<LinkAddress> addresses = [];
        byte[] request = new byte[Unsafe.SizeOf<AddressMessage>()];
        NetlinkQuery.Ask("addresses", Name, Constants.RTM_GETADDR, Constants.NLM_F_DUMP, request,
            payload => addresses.AddRange(ReadAddress(payload)));
        return addresses;
    }

    private static Link Read(ReadOnlySpan<byte> payload)
    {
        LinkMessage message = MemoryMarshal.Read<LinkMessage>(payload);
        ReadOnlySpan<byte> attributes = payload[Unsafe.SizeOf<LinkMessage>()..];
        return new Link(
            message.ifi_index,
            NativeText.Of(NetlinkQuery.Find(attributes, Constants.IFLA_IFNAME).TrimEnd((byte)0)),
            message.ifi_type,
            NetlinkQuery.Find(attributes, Constants.IFLA_ADDRESS).ToArray(),
            NetlinkQuery.Find(attributes, Constants.IFLA_BROADCAST).ToArray(),
            MemoryMarshal.Read<int>(NetlinkQuery.Find(attributes, Constants.IFLA_MTU)),
            (message.ifi_flags & Constants.IFF_UP) != 0,
            (message.ifi_flags & Constants.IFF_LOOPBACK) != 0);
    }

    private List<LinkAddress> ReadAddress(ReadOnlySpan<byte> payload)
    {
        AddressMessage message = MemoryMarshal.Read<AddressMessage>(payload);
        ReadOnlySpan<byte> attributes = payload[Unsafe.SizeOf<AddressMessage>()..];
        ReadOnlySpan<byte> own = NetlinkQuery.Find(attributes, Constants.IFA_LOCAL); // on a point-to-point link IFA_ADDRESS is the peer's
        ReadOnlySpan<byte> bytes = own.IsEmpty ? NetlinkQuery.Find(attributes, Constants.IFA_ADDRESS) : own;
        if (message.ifa_index != Index || bytes.Length is not (4 or 16))
            return [];
        IPAddress address = new(bytes);
        return [new(address.IsIPv6LinkLocal ? new IPAddress(bytes, Index) : address, message.ifa_prefixlen)];
    }
}
