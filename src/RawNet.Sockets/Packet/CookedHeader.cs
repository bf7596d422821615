using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RawNet.Protocols;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Puts Linux's cooked header, version 1, in the place of a frame's own (pcap-linktype(7), LINKTYPE_LINUX_SLL).</summary>
internal static class CookedHeader
{
    public static readonly int Length = LinuxCooked.Kind.Table.FixedLength;

    /// <summary>Moves what stands behind the frame's own header and returns the new length; what no longer fits
    /// in the buffer is lost at the end.</summary>
    /// <param name="buffer">The frame and room behind it.</param>
    /// <param name="length">Bytes of the frame.</param>
    /// <param name="own">Bytes of its own header.</param>
    /// <param name="from">What the kernel says of it.</param>
    public static int Replace(Span<byte> buffer, int length, int own, in LinkSocketAddress from)
    {
        int carried = Math.Min(Math.Max(0, length - own), buffer.Length - Length);
        if (carried < 0) return length;
        buffer.Slice(Math.Min(own, length), carried).CopyTo(buffer[Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[LinuxCooked.PacketType.Offset..], from.sll_pkttype);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[LinuxCooked.HardwareType.Offset..], from.sll_hatype);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[LinuxCooked.AddressLength.Offset..], from.sll_halen);
        MemoryMarshal.Write(buffer[LinuxCooked.Source.Offset..], from.sll_addr); // all eight bytes
        MemoryMarshal.Write(buffer[LinuxCooked.EtherType.Offset..], from.sll_protocol);
        return Length + carried;
    }
}
