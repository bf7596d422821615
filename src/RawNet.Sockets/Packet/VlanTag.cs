using System.Buffers.Binary;
using RawNet.Protocols;

namespace RawNet.Sockets;

/// <summary>Puts back the tag that the kernel takes out of a received frame: two words behind
/// the two MAC addresses (IEEE 802.1Q).</summary>
internal static class VlanTag
{
    public static readonly int Offset = Ethernet.EtherType.Offset;
    public static readonly int Length = Vlan.Kind.Table.FixedLength;
    public const ushort DefaultTpid = 0x8100;

    /// <summary>Moves the rest of the frame back and returns the new length; what no longer fits
    /// in the buffer is lost at the end.</summary>
    public static int Insert(Span<byte> buffer, int length, ushort tpid, ushort tci)
    {
        int longer = Math.Min(length + Length, buffer.Length);
        if (longer < Offset + Length)
            return length;
        buffer[Offset..(longer - Length)].CopyTo(buffer[(Offset + Length)..]);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[Offset..], tpid);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[Ethernet.Kind.Table.FixedLength..], tci);
        return longer;
    }
}
