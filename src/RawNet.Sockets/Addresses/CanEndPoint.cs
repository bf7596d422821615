using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>An address of AF_CAN (SocketCAN): an interface. A frame's identifier is no part of the kernel's address;
/// it stands here for those who need both.</summary>
/// <param name="interfaceIndex">0 is every CAN interface.</param>
/// <param name="identifier">11 bits, or 29 with bit 31 set, as linux/can.h has it.</param>
public sealed class CanEndPoint(int interfaceIndex, uint identifier) : NativeEndPoint
{
    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.ControllerAreaNetwork;

    /// <summary>0 is every CAN interface.</summary>
    public int InterfaceIndex => interfaceIndex;

    /// <summary>11 bits, or 29 with bit 31 set. The kernel does not keep it: 0 in an address that it gave.</summary>
    public uint Identifier => identifier;

    /// <summary>The interface and the identifier: can0:123, of 29 bits with eight digits.</summary>
    public override string ToString()
    {
        bool isLong = (Identifier & Constants.CAN_EFF_FLAG) != 0;
        return $"{LinkEndPoint.NameOf(InterfaceIndex)}:{(isLong ? $"{Identifier & Constants.CAN_EFF_MASK:x8}" : $"{Identifier:x3}")}";
    }

    private protected override int Write(Span<byte> image) =>
        Put(image, new CanSocketAddress { can_family = Constants.AF_CAN, can_ifindex = InterfaceIndex });

    private protected override EndPoint Read(ReadOnlySpan<byte> image) => new CanEndPoint(Get<CanSocketAddress>(image).can_ifindex, 0);
}
