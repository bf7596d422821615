using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What an interface lets in besides its own (packet_mreq, packet(7)); as text <c>Promiscuous%IF</c>.</summary>
/// <param name="InterfaceIndex">Of the interface.</param>
/// <param name="Kind">Every frame, or every multicast frame.</param>
public readonly record struct PacketMembership(int InterfaceIndex, PacketMembershipKind Kind)
{
    internal static readonly OptionCodec<PacketMembership> Codec = new(
        Unsafe.SizeOf<PacketMembershipRequest>(),
        Write,
        _ => throw new NotSupportedException("the kernel does not tell packet memberships"),
        Parse,
        value => value.ToString())
    { Shape = "Promiscuous%IF or AllMulticast%IF" };

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}%{InterfaceIndex}";

    private static int Write(PacketMembership value, Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, new PacketMembershipRequest { mr_ifindex = value.InterfaceIndex, mr_type = (ushort)value.Kind });
        return Unsafe.SizeOf<PacketMembershipRequest>();
    }

    private static PacketMembership Parse(string text)
    {
        (string kind, MulticastInterface at) = Membership.SplitInterface(text);
        return Enum.TryParse(kind, ignoreCase: true, out PacketMembershipKind known)
            ? new PacketMembership(at.Index, known)
            : throw new FormatException($"'{kind}' is neither Promiscuous nor AllMulticast");
    }
}
