using System.Buffers.Binary;
using System.IO.Hashing;

namespace RawNet.Wire;

/// <summary>The frame check sequence of an Ethernet frame (IEEE 802.3, 3.2.9): a CRC-32 whose octets stand
/// in the frame with the low one first.</summary>
internal static class FrameCheckSum
{
    /// <param name="frame">All in front of the frame check sequence.</param>
    /// <returns>The octets as a number with the first one high, as fields are read.</returns>
    public static uint Of(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReverseEndianness(Crc32.HashToUInt32(frame));
}
