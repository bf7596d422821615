using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RawNet.Wire;

/// <summary>A 32-bit IPv4 address, kept as the number that its four bytes spell in wire order.</summary>
public readonly record struct Ipv4Address
{
    private readonly uint _value;

    private Ipv4Address(uint value) => _value = value;

    /// <summary>From a number, first byte highest: 0x7f000001 is 127.0.0.1.</summary>
    public static Ipv4Address FromUInt32(uint value) => new(value);

    /// <summary>The four bytes as one number, first byte highest.</summary>
    public uint ToUInt32() => _value;

    /// <summary>224.0.0.0/4 (RFC 1112, section 4).</summary>
    public bool IsMulticast => _value >> 28 == 0xe;

    /// <summary>An address of the runtime; only of the family InterNetwork.</summary>
    /// <exception cref="ArgumentException">The address is of another family.</exception>
    public static Ipv4Address From(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetwork)
            throw new ArgumentException($"{address} is no IPv4 address", nameof(address));
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return new(BinaryPrimitives.ReadUInt32BigEndian(bytes));
    }

    /// <summary>The runtime's form of the address.</summary>
    public IPAddress ToIPAddress() => new(IPAddress.HostToNetworkOrder((int)_value) & 0xffff_ffffL);

    /// <summary>Reads four decimal numbers with points between them; shorter and octal forms are refused.</summary>
    public static bool TryParse(string text, out Ipv4Address address)
    {
        address = default;
        string[] parts = text.Split('.');
        if (parts.Length != 4) return false;
        uint value = 0;
        foreach (string part in parts)
        {
            bool leadingZero = part.Length > 1 && part[0] == '0';
            if (leadingZero || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte b)) return false;
            value = value << 8 | b;
        }
        address = new(value);
        return true;
    }

    /// <summary>Writes the canonical form, at most 15 characters, and returns how many.</summary>
    public int Format(Span<char> text)
    {
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            (_value >> shift & 0xff).TryFormat(text[at..], out int n, default, CultureInfo.InvariantCulture);
            at += n;
            if (shift > 0) text[at++] = '.';
        }
        return at;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<char> text = stackalloc char[15];
        return text[..Format(text)].ToString();
    }
}
