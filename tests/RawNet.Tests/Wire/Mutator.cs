using System.Buffers.Binary;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Seeded hostile inputs: packets changed in a few places, and noise.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<Input> origins)
{
    private static readonly byte[] _extremes = [0, 1, 2, 3, 4, 7, 8, 0x0f, 0x10, 0x45, 0x4f, 0x60, 0x7f, 0x80, 0xfe, 0xff];

    private static readonly LinkType[] _links =
        [LinkType.Ethernet, LinkType.Ipv4, LinkType.Ipv6, LinkType.Raw, LinkType.Null,
            LinkType.Loop, LinkType.LinuxSll, LinkType.LinuxSll2, (LinkType)12, (LinkType)14];

    private readonly Random _random = new(seed);

    /// <summary>A packet with one to four changes, now and then noise or under another link type.</summary>
    internal Input Next()
    {
        Input origin = Pick(origins);
        byte[] bytes = _random.Next(10) == 0 ? Noise(_random.Next(120)) : [.. origin.Bytes];
        bytes = Mutated(bytes, _random.Next(1, 5));
        LinkType link = _random.Next(8) == 0 ? Pick(_links) : origin.Link;
        int length = _random.Next(4) switch { 0 => bytes.Length + _random.Next(200), 1 => origin.Bytes.Length, _ => 0 };
        return new($"{origin.Origin} changed", link, bytes, Math.Max(length, bytes.Length));
    }

    /// <summary>The packet with one to three changes: wrong lengths, counts and options, trailing bytes, cuts.</summary>
    internal Input Changed(Input origin)
    {
        byte[] bytes = Mutated([.. origin.Bytes], _random.Next(1, 4));
        return new($"{origin.Origin} changed", origin.Link, bytes, Math.Max(bytes.Length, _random.Next(2) == 0 ? origin.Length : 0));
    }

    private byte[] Mutated(byte[] bytes, int times)
    {
        for (; times > 0; times--) bytes = Mutate(bytes);
        return bytes;
    }

    private byte[] Mutate(byte[] bytes)
    {
        if (bytes.Length == 0) return Noise(8);
        int at = _random.Next(bytes.Length);
        switch (_random.Next(10))
        {
            case 0: return bytes[..at];
            case 1: return [.. bytes, .. Noise(_random.Next(1, 40))];
            case 2: return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 3: return [.. bytes[..at], .. Pick(origins).Bytes];
            case 4: return [.. bytes[..at], .. bytes];
            case 5:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 6:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 7:
                BinaryPrimitives.TryWriteUInt16BigEndian(bytes.AsSpan(at & ~1), (ushort)(bytes.Length - _random.Next(80)));
                return bytes;
            default:
                bytes[at] = Pick(_extremes);
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
