using PacketDotNet.Utils;
using RawNet.Protocols;

namespace RawNet.SharpPcap.Witness;

/// <summary>Whether PacketDotNet's walk over the options of neighbour discovery ends: one of length 0 is read again and again.</summary>
internal static class NeighborOptions
{
    // The same bounds as PacketDotNet's, which may reach behind the message.
    public static bool End(ByteArraySegment options)
    {
        int end = Math.Min(options.Offset + options.Length, options.Bytes.Length - 1);
        for (int at = options.Offset; at < end; at += LengthOf(options.Bytes, at) * 8)
            if (LengthOf(options.Bytes, at) == 0) return false;
        return true;
    }

    private static byte LengthOf(byte[] bytes, int option) => bytes[option + OtherNeighborOption.Length.Offset];
}
