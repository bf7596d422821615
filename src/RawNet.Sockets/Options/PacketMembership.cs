using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What an interface lets in besides its own (packet_mreq, packet(7)).</summary>
/// <param name="InterfaceIndex">Of the interface.</param>
/// <param name="Kind">Every frame, or every multicast frame.</param>
public readonly record struct PacketMembership(int InterfaceIndex, PacketMembershipKind Kind)
{
    internal static readonly OptionCodec<PacketMembership> Codec = new(
        Unsafe.SizeOf<PacketMembershipRequest>(),
        (value, bytes) =>
        {
            MemoryMarshal.Write(bytes, new PacketMembershipRequest { mr_ifindex = value.InterfaceIndex, mr_type = (ushort)value.Kind });
            return Unsafe.SizeOf<PacketMembershipRequest>();
        },
        _ => throw new NotSupportedException("the kernel does not tell packet memberships"),
        _ => throw new FormatException("a packet membership is not set by text"),
        value => $"{value.InterfaceIndex},{value.Kind}");
}
