namespace RawNet.Tests.Probing;

/// <summary>Answers made by hand: sums are added up word by word here, as RFC 1071 writes them in C,
/// and not by the code under test.</summary>
internal static class Hand
{
    /// <summary>The reply to a request: type 0, everything else returned (RFC 792, page 14).</summary>
    public static byte[] Reply(byte[] request) => Summed([0, 0, 0, 0, .. request.AsSpan(4)]);

    /// <summary>A change at one byte, its checksum put right.</summary>
    public static byte[] With(byte[] message, int at, params byte[] bytes)
    {
        byte[] changed = [.. message];
        bytes.CopyTo(changed, at);
        return Summed(changed);
    }

    /// <summary>An ICMP error that quotes the request behind a header of 20 bytes, and so much of it.</summary>
    public static byte[] Error(byte type, byte code, byte[] request, byte[] destination, int quoted = 8) => Summed(
    [
        type, code, 0, 0, 0, 0, 0, 0,
        0x45, 0, 0, (byte)(20 + request.Length), 0, 1, 0, 0, 1, 1, 0, 0, 198, 18, 0, 9, .. destination,
        .. request.AsSpan(0, quoted),
    ]);

    /// <summary>Its last bit is another, its checksum as it was.</summary>
    public static byte[] Damaged(byte[] message) => [.. message.AsSpan(0, message.Length - 1), (byte)(message[^1] ^ 1)];

    public static byte[] Summed(byte[] message)
    {
        message[2] = message[3] = 0;
        uint sum = 0;
        for (int i = 0; i < message.Length; i += 2) sum += (uint)(message[i] << 8 | (i + 1 < message.Length ? message[i + 1] : 0));
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        message[2] = (byte)~(sum >> 8);
        message[3] = (byte)~sum;
        return message;
    }
}
