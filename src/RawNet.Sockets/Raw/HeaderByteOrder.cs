using System.Buffers.Binary;
using RawNet.Protocols;

namespace RawNet.Sockets;

/// <summary>The one quirk of IP_HDRINCL between systems: Linux and OpenBSD take the IPv4 header in network order,
/// macOS, NetBSD and FreeBSD before 11 want total length and fragment offset in the host's order, and give them back so.</summary>
public static class HeaderByteOrder
{
    /// <summary>Whether this system wants the two fields in the host's order.</summary>
    public static bool IsHostOrder => BitConverter.IsLittleEndian
        && (OperatingSystem.IsMacOS() || (OperatingSystem.IsFreeBSD() && !OperatingSystem.IsFreeBSDVersionAtLeast(11)));

    /// <summary>Swaps the two fields of an IPv4 header in place: from the one order to the other.</summary>
    public static void Swap(Span<byte> packet)
    {
        Reverse(packet[Ipv4.TotalLength.Offset..]);
        Reverse(packet[Ipv4.FragmentOffset.Offset..]);
    }

    private static void Reverse(Span<byte> field) =>
        BinaryPrimitives.WriteUInt16LittleEndian(field, BinaryPrimitives.ReadUInt16BigEndian(field));
}
