using System.Buffers.Binary;

namespace RawNet.Captures;

/// <summary>The byte order of a capture file's own numbers, which is that of the host that wrote it.
/// Packet bytes are never swapped.</summary>
public enum ByteOrder
{
    /// <summary>Least significant byte first.</summary>
    Little,

    /// <summary>Most significant byte first.</summary>
    Big,
}

/// <summary>Loads and stores in a given order.</summary>
internal static class ByteOrders
{
    internal static ushort U16(this ByteOrder order, ReadOnlySpan<byte> bytes) =>
        order == ByteOrder.Big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    internal static uint U32(this ByteOrder order, ReadOnlySpan<byte> bytes) =>
        order == ByteOrder.Big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    internal static ulong U64(this ByteOrder order, ReadOnlySpan<byte> bytes) =>
        order == ByteOrder.Big ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    /// <summary>A timestamp of pcapng: two 32-bit halves, the upper one first in both orders (draft-ietf-opsawg-pcapng, 4.3).</summary>
    internal static ulong Time(this ByteOrder order, ReadOnlySpan<byte> halves) =>
        ((ulong)order.U32(halves) << 32) | order.U32(halves[4..]);

    internal static void Put(this ByteOrder order, Span<byte> to, ushort value)
    {
        if (order == ByteOrder.Big)
            BinaryPrimitives.WriteUInt16BigEndian(to, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(to, value);
    }

    internal static void Put(this ByteOrder order, Span<byte> to, uint value)
    {
        if (order == ByteOrder.Big)
            BinaryPrimitives.WriteUInt32BigEndian(to, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(to, value);
    }

    internal static void Put(this ByteOrder order, Span<byte> to, ulong value)
    {
        if (order == ByteOrder.Big)
            BinaryPrimitives.WriteUInt64BigEndian(to, value);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(to, value);
    }
}
