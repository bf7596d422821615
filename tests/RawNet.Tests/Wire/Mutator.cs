using RawNet.Tests.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Seeded hostile inputs: witness packets changed in a few places, and noise.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[] Extremes = [0, 1, 2, 3, 4, 7, 8, 0x0f, 0x10, 0x45, 0x4f, 0x60, 0x7f, 0x80, 0xfe, 0xff];
    private readonly Random _random = new(seed);

    internal (LinkType Link, byte[] Bytes, int Length) Next(LinkType[] links)
    {
        WitnessPacket origin = Pick(WitnessPacket.All);
        byte[] bytes = _random.Next(10) == 0 ? Noise(_random.Next(120)) : [.. origin.Bytes];
        for (int times = _random.Next(1, 5); times > 0; times--) bytes = Mutate(bytes);
        LinkType link = _random.Next(8) == 0 ? Pick(links) : origin.Link;
        int length = _random.Next(4) switch { 0 => bytes.Length + _random.Next(200), 1 => origin.Bytes.Length, _ => 0 };
        return (link, bytes, length);
    }

    private byte[] Mutate(byte[] bytes)
    {
        if (bytes.Length == 0) return Noise(8);
        int at = _random.Next(bytes.Length);
        switch (_random.Next(9))
        {
            case 0: return bytes[..at];
            case 1: return [.. bytes, .. Noise(_random.Next(1, 40))];
            case 2: return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 3: return [.. bytes[..at], .. Pick(WitnessPacket.All).Bytes];
            case 4: return [.. bytes[..at], .. bytes];
            case 5:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 6:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            default:
                bytes[at] = Pick(Extremes);
                return bytes;
        }
    }

    private byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
