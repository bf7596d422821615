using System.Buffers.Binary;
using System.Globalization;

namespace RawNet.Wire;

/// <summary>A 48-bit IEEE 802 address, kept as the number that its six bytes spell in wire order.</summary>
public readonly record struct MacAddress
{
    private readonly ulong _value;

    private MacAddress(ulong value) => _value = value;

    /// <summary>From the low 48 bits of a number, first byte highest.</summary>
    public static MacAddress FromUInt64(ulong value) => new(value & 0xffff_ffff_ffff);

    /// <summary>6 bytes in wire order.</summary>
    /// <exception cref="System.ArgumentException">Fewer.</exception>
    public static MacAddress From(ReadOnlySpan<byte> bytes) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..6]));

    /// <summary>The six bytes as one number, first byte highest.</summary>
    public ulong ToUInt64() => _value;

    /// <summary>True for broadcast and multicast: the group bit of the first byte is set (IEEE 802, clause 8.2).</summary>
    public bool IsGroup => (_value >> 40 & 1) != 0;

    /// <summary>Where packets to a multicast address go: RFC 1112, 6.4 and RFC 2464, 7 take its low 23 or 32 bits.
    /// Null for other addresses.</summary>
    /// <param name="width">Bits of the address: 32 or 128.</param>
    /// <param name="bits">The address.</param>
    internal static MacAddress? OfGroup(int width, UInt128 bits)
    {
        if (width == 32 && Ipv4Address.FromUInt32((uint)bits).IsMulticast)
            return FromUInt64(0x01005e000000UL | (ulong)bits & 0x7fffff);
        if (width == 128 && Ipv6Address.FromUInt128(bits).IsMulticast) return FromUInt64(0x333300000000UL | (uint)bits);
        return null;
    }

    /// <summary>Reads six hexadecimal bytes with colons or hyphens between them.</summary>
    public static bool TryParse(string text, out MacAddress address)
    {
        address = default;
        string[] parts = text.Split(':', '-');
        if (parts.Length != 6) return false;
        ulong value = 0;
        foreach (string part in parts)
        {
            if (part.Length is 0 or > 2 || !byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte b))
                return false;
            value = value << 8 | b;
        }
        address = new(value);
        return true;
    }

    /// <summary>Writes the canonical form, 17 characters; <paramref name="text"/> must have room for them.</summary>
    public int Format(Span<char> text)
    {
        const string digits = "0123456789abcdef";
        for (int i = 0; i < 6; i++)
        {
            int b = (int)(_value >> (40 - (8 * i)) & 0xff);
            text[3 * i] = digits[b >> 4];
            text[(3 * i) + 1] = digits[b & 15];
            if (i < 5) text[(3 * i) + 2] = ':';
        }
        return 17;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(17, this, static (text, address) => address.Format(text));
}
