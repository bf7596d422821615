namespace RawNet.Cli.Tests.Ping;

/// <summary>The Internet checksum added up word by word (RFC 1071), not by the code under test.</summary>
internal static class Sums
{
    /// <summary>The message with one byte changed and its checksum put right.</summary>
    public static byte[] With(byte[] message, int at, byte value)
    {
        byte[] changed = [.. message];
        changed[at] = value;
        changed[2] = changed[3] = 0;
        uint sum = 0;
        for (int i = 0; i < changed.Length; i += 2) sum += (uint)(changed[i] << 8 | changed[i + 1]);
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        (changed[2], changed[3]) = ((byte)~(sum >> 8), (byte)~sum);
        return changed;
    }
}
