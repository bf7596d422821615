using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>An address of AF_PACKET, sockaddr_ll(7): an interface, an EtherType and, to send to, a hardware address.</summary>
/// <param name="interfaceIndex">0 is every interface.</param>
/// <param name="etherType">In the host's order; on the wire and in the structure it is in network order. 0 receives nothing.</param>
/// <param name="hardwareAddress">At most 8 bytes; none to bind.</param>
public sealed class LinkEndPoint(int interfaceIndex, ushort etherType, ReadOnlyMemory<byte> hardwareAddress) : NativeEndPoint
{
    private const int LongestHardwareAddress = sizeof(ulong);

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Packet;

    /// <summary>0 is every interface.</summary>
    public int InterfaceIndex => interfaceIndex;

    /// <summary>In the host's order: 0x88b5.</summary>
    public ushort EtherType => etherType;

    /// <summary>6 bytes on Ethernet; empty when not given.</summary>
    public ReadOnlyMemory<byte> HardwareAddress => hardwareAddress;

    /// <summary>The interface and the EtherType: eth0 0x88b5.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{NameOf(InterfaceIndex)} 0x{EtherType:x4}");

    /// <summary>The name of an interface, or its index when it is gone.</summary>
    internal static string NameOf(int index) => index == 0 ? "every interface"
        : Link.All().FirstOrDefault(l => l.Index == index)?.Name
            ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"interface {index}");

    private protected override int Write(Span<byte> image)
    {
        ulong address = 0;
        int length = Math.Min(HardwareAddress.Length, LongestHardwareAddress);
        HardwareAddress.Span[..length].CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref address)));
        return Put(image, new LinkSocketAddress
        {
            sll_family = Constants.AF_PACKET,
            sll_protocol = BinaryPrimitives.ReverseEndianness(EtherType),
            sll_ifindex = InterfaceIndex,
            sll_halen = (byte)length,
            sll_addr = address,
        });
    }

    private protected override EndPoint Read(ReadOnlySpan<byte> image)
    {
        LinkSocketAddress address = Get<LinkSocketAddress>(image);
        ulong bytes = address.sll_addr;
        int length = Math.Min((int)address.sll_halen, LongestHardwareAddress);
        return new LinkEndPoint(address.sll_ifindex, BinaryPrimitives.ReverseEndianness(address.sll_protocol),
            MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(ref bytes))[..length].ToArray());
    }
}
