using System.Buffers.Binary;
using System.Net;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>An IPv4 or IPv6 address as a value, without scope or port: what probes are sent to and answered from.
/// The default value is no address.</summary>
public readonly record struct NetworkAddress : IComparable<NetworkAddress>
{
    private const int LengthOfV4 = 4;
    private const int LengthOfV6 = 16;

    private readonly UInt128 _value;
    private readonly byte _length;

    private NetworkAddress(UInt128 value, byte length) => (_value, _length) = (value, length);

    /// <summary>4, 16, or 0 for no address.</summary>
    public int Length => _length;

    /// <summary>True for an address of 4 bytes.</summary>
    public bool IsIpv4 => _length == LengthOfV4;

    /// <summary>True for an address of 16 bytes.</summary>
    public bool IsIpv6 => _length == LengthOfV6;

    /// <summary>A group's address of either family.</summary>
    public bool IsMulticast => IsIpv4 ? ToIpv4().IsMulticast : IsIpv6 && ToIpv6().IsMulticast;

    /// <summary>The same address.</summary>
    public static implicit operator NetworkAddress(Ipv4Address address) => new(address.ToUInt32(), LengthOfV4);

    /// <summary>The same address.</summary>
    public static implicit operator NetworkAddress(Ipv6Address address) => new(address.ToUInt128(), LengthOfV6);

    /// <summary>Lower by number; every IPv4 address is lower than every IPv6 address.</summary>
    public static bool operator <(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) < 0;

    /// <summary>Higher by number.</summary>
    public static bool operator >(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) > 0;

    /// <summary>Lower or the same.</summary>
    public static bool operator <=(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Higher or the same.</summary>
    public static bool operator >=(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) >= 0;

    /// <summary>The runtime's address; a scope is left out.</summary>
    public static NetworkAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[LengthOfV6];
        address.TryWriteBytes(bytes, out int written);
        return From(bytes[..written]);
    }

    /// <summary>4 or 16 bytes in wire order; any other number is no address.</summary>
    public static NetworkAddress From(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        LengthOfV4 => new(BinaryPrimitives.ReadUInt32BigEndian(bytes), LengthOfV4),
        LengthOfV6 => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), LengthOfV6),
        _ => default,
    };

    /// <summary>The address; meaningful when <see cref="IsIpv4"/>.</summary>
    public Ipv4Address ToIpv4() => Ipv4Address.FromUInt32((uint)_value);

    /// <summary>The address; meaningful when <see cref="IsIpv6"/>.</summary>
    public Ipv6Address ToIpv6() => Ipv6Address.FromUInt128(_value);

    /// <summary>The order of the numbers that the bytes spell, no address first, then IPv4, then IPv6.</summary>
    public int CompareTo(NetworkAddress other) =>
        _length != other._length ? _length.CompareTo(other._length) : _value.CompareTo(other._value);

    /// <summary>The address that lies this many behind this one.</summary>
    public NetworkAddress Plus(uint steps) => new(IsIpv4 ? (uint)(_value + steps) : _value + steps, _length);

    /// <summary>0.0.0.0 or ::, which a host uses before it has an address.</summary>
    public bool IsUnspecified => _length > 0 && _value == 0;

    /// <summary>fe80::/10 (RFC 4291, section 2.5.6).</summary>
    public bool IsLinkLocal => IsIpv6 && ToIpv6().IsLinkLocal;

    /// <summary>Both are of one family and begin with the same bits.</summary>
    /// <param name="other">Another address.</param>
    /// <param name="bits">0 to 32 or 128; with 0 every address of the family does.</param>
    public bool SharesPrefix(NetworkAddress other, int bits) =>
        _length == other._length && (bits == 0 || (_value ^ other._value) >> ((_length * 8) - bits) == 0);

    /// <summary>The canonical text; empty for no address.</summary>
    public override string ToString() => IsIpv4 ? ToIpv4().ToString() : IsIpv6 ? ToIpv6().ToString() : "";

    /// <summary>The address as a number, the first byte highest; 0 for no address.</summary>
    internal UInt128 Bits => _value;

    /// <summary>The unfolded sum of the address's words, for a pseudo-header.</summary>
    internal ulong Sum()
    {
        Span<byte> bytes = stackalloc byte[LengthOfV6];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return InternetChecksum.Sum(bytes);
    }
}
