using System.Runtime.InteropServices;

namespace RawNet.SharpPcap.Devices;

/// <summary>The last packet's bytes, copied out of libpcap's buffer, which a closed device takes away.</summary>
internal sealed class PacketBuffer
{
    private byte[] _bytes = new byte[1 << 16];

    public ReadOnlySpan<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return _bytes.AsSpan(0, bytes.Length);
    }

    public ReadOnlySpan<byte> Copy(nint bytes, int length)
    {
        Marshal.Copy(bytes, Room(length), 0, length);
        return _bytes.AsSpan(0, length);
    }

    private byte[] Room(int length)
    {
        if (_bytes.Length < length)
            _bytes = new byte[length];
        return _bytes;
    }
}
