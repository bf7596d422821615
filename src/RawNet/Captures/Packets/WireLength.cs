namespace RawNet.Captures;

/// <summary>Both formats store the length on the wire in 32 bits.</summary>
internal static class WireLength
{
    internal static uint Of(in CapturedPacket packet) => packet.Length is >= 0 and <= uint.MaxValue
        ? (uint)packet.Length
        : throw new ArgumentException($"a packet's length on the wire is stored in 32 bits, {packet.Length} does not fit", nameof(packet));
}
