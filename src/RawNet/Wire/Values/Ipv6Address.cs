using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RawNet.Wire;

/// <summary>A 128-bit IPv6 address, kept as the number that its sixteen bytes spell in wire order. It carries no scope.</summary>
public readonly record struct Ipv6Address
{
    private readonly UInt128 _value;

    private Ipv6Address(UInt128 value) => _value = value;

    /// <summary>From a number, first byte highest: 1 is ::1.</summary>
    public static Ipv6Address FromUInt128(UInt128 value) => new(value);

    /// <summary>The sixteen bytes as one number, first byte highest.</summary>
    public UInt128 ToUInt128() => _value;

    /// <summary>ff00::/8 (RFC 4291, section 2.7).</summary>
    public bool IsMulticast => (byte)(_value >> 120) == 0xff;

    /// <summary>fe80::/10 (RFC 4291, section 2.5.6).</summary>
    public bool IsLinkLocal => _value >> 118 == 0x3fa;

    /// <summary>A group of this interface or link alone: scope 1 or 2, with whatever flags (RFC 4291, section 2.7).</summary>
    public bool IsMulticastOfLink => IsMulticast && ((int)(_value >> 112) & 0xf) is 1 or 2;

    /// <summary>An address of the runtime; only of the family InterNetworkV6.</summary>
    /// <exception cref="ArgumentException">The address is of another family.</exception>
    public static Ipv6Address From(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            throw new ArgumentException($"{address} is no IPv6 address", nameof(address));
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>The runtime's form of the address, without a scope.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return new(bytes);
    }

    /// <summary>Reads the text forms of RFC 4291, section 2.2; a scope (%eth0) is refused.</summary>
    public static bool TryParse(string text, out Ipv6Address address)
    {
        address = default;
        if (text.Contains('%', StringComparison.Ordinal) || !text.Contains(':', StringComparison.Ordinal) || text[0] == '['
            || !IPAddress.TryParse(text, out IPAddress? parsed)) return false;
        address = From(parsed);
        return true;
    }

    /// <summary>Writes the canonical form of RFC 5952, at most 45 characters, and returns how many.</summary>
    public int Format(Span<char> text)
    {
        // RFC 5952, section 5: IPv4-mapped addresses end in dotted decimal.
        if (_value >> 32 == 0xffff)
        {
            "::ffff:".CopyTo(text);
            return 7 + Ipv4Address.FromUInt32((uint)_value).Format(text[7..]);
        }
        (int zeros, int run) = LongestZeroRun();
        // So do IPv4-compatible ones (RFC 4291, 2.5.5.1); ::1 and its like are none.
        if (zeros == 0 && run == 6)
        {
            "::".CopyTo(text);
            return 2 + Ipv4Address.FromUInt32((uint)_value).Format(text[2..]);
        }
        int at = 0;
        for (int i = 0; i < 8; i++)
        {
            if (i == zeros)
            {
                text[at++] = ':';
                if (i == 0) text[at++] = ':';
                i += run - 1;
                continue;
            }
            Group(i).TryFormat(text[at..], out int n, "x", CultureInfo.InvariantCulture);
            at += n;
            if (i < 7) text[at++] = ':';
        }
        return at;
    }

    private ushort Group(int i) => (ushort)(_value >> (112 - (16 * i)));

    // RFC 5952, section 4.2: the longest run of at least two zero groups, the first of equals.
    private (int Start, int Length) LongestZeroRun()
    {
        (int start, int length) = (-1, 1);
        for (int i = 0; i < 8; i++)
        {
            int n = 0;
            while (i + n < 8 && Group(i + n) == 0) n++;
            if (n > length) (start, length) = (i, n);
            i += n;
        }
        return (start, length);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<char> text = stackalloc char[45];
        return text[..Format(text)].ToString();
    }
}
