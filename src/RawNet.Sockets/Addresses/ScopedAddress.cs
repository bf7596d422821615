using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Probing;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>An IPv4 or IPv6 address as a value: sending to one and receiving from one allocates nothing.
/// <see cref="IPAddress"/> turns into it by itself.</summary>
/// <remarks>The default value is no address (family Unspecified). IPv6 link-local addresses need their scope
/// (interface index) to be routed.</remarks>
public readonly struct ScopedAddress : IEquatable<ScopedAddress>
{
    private readonly UInt128 _image; // the bytes as they stand in memory, first byte first; IPv4 in the first four

    private ScopedAddress(AddressFamily family, UInt128 image, uint scope)
    {
        Family = family;
        _image = image;
        ScopeId = scope;
    }

    /// <summary>InterNetwork, InterNetworkV6, or Unspecified for no address.</summary>
    public AddressFamily Family { get; }

    /// <summary>Interface index of a link-local IPv6 address, else 0.</summary>
    public uint ScopeId { get; }

    /// <summary>4, 16, or 0 for no address.</summary>
    public int Length => Family switch { AddressFamily.InterNetwork => 4, AddressFamily.InterNetworkV6 => 16, _ => 0 };

    /// <summary>0.0.0.0, :: or no address at all.</summary>
    public bool IsUnspecified => _image == default;

    /// <summary>The same address. The scope of an IPv6 address is kept.</summary>
    public static ScopedAddress From(IPAddress address)
    {
        UInt128 image = 0;
        address.TryWriteBytes(MemoryMarshal.AsBytes(new Span<UInt128>(ref image)), out _);
        return new ScopedAddress(address.AddressFamily, image,
            address.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)address.ScopeId : 0);
    }

    /// <summary>The same address with a scope.</summary>
    public static ScopedAddress From(NetworkAddress address, uint scopeId = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.IsIpv4) BinaryPrimitives.WriteUInt32BigEndian(bytes, address.ToIpv4().ToUInt32());
        else BinaryPrimitives.WriteUInt128BigEndian(bytes, address.ToIpv6().ToUInt128());
        return address.Length == 0 ? default : From(bytes[..address.Length], scopeId);
    }

    /// <summary>4 or 16 bytes in network order.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static ScopedAddress From(ReadOnlySpan<byte> bytes, uint scopeId = 0)
    {
        UInt128 image = 0;
        bytes.CopyTo(MemoryMarshal.AsBytes(new Span<UInt128>(ref image)));
        return bytes.Length switch
        {
            4 => new ScopedAddress(AddressFamily.InterNetwork, image, 0),
            16 => new ScopedAddress(AddressFamily.InterNetworkV6, image, scopeId),
            _ => throw new ArgumentException($"an address has 4 or 16 bytes, not {bytes.Length}", nameof(bytes)),
        };
    }

    /// <summary>An address alone, IPv6 with the interface it lies on by name or index where it is link-local (RFC 4007, section 11.2):
    /// fe80::1%eth0. False when it is none: <see cref="IPAddress.TryParse(string, out IPAddress)"/> also takes brackets, a port,
    /// and interfaces that do not exist.</summary>
    /// <exception cref="SystemCallException">ENODEV: there is no such interface in the network namespace of this thread.</exception>
    public static bool TryParse(string text, out ScopedAddress address)
    {
        address = default;
        int percent = text.IndexOf('%', StringComparison.Ordinal);
        string plain = percent < 0 ? text : text[..percent];
        bool isAddress = !plain.AsSpan().ContainsAny('[', ']') && IPAddress.TryParse(plain, out IPAddress? parsed)
            && (address = From(parsed)).Length > 0;
        if (isAddress && percent >= 0)
            address = address.Family == AddressFamily.InterNetworkV6
                ? new ScopedAddress(address.Family, address._image, (uint)LinkOf(text[(percent + 1)..]).Index)
                : default;
        return address.Length > 0;
    }

    /// <summary>See <see cref="From(IPAddress)"/>.</summary>
    public static implicit operator ScopedAddress(IPAddress address) => From(address);

    /// <summary>Equal in family, bytes and scope.</summary>
    public static bool operator ==(ScopedAddress left, ScopedAddress right) => left.Equals(right);

    /// <summary>Not equal.</summary>
    public static bool operator !=(ScopedAddress left, ScopedAddress right) => !left.Equals(right);

    /// <summary>Writes <see cref="Length"/> bytes in network order.</summary>
    public void CopyTo(Span<byte> bytes) => Bytes(in _image)[..Length].CopyTo(bytes);

    /// <summary>Allocates the class that the rest of .NET speaks.</summary>
    /// <exception cref="InvalidOperationException">No address.</exception>
    public IPAddress ToIPAddress() => Family switch
    {
        AddressFamily.InterNetwork => new IPAddress(Bytes(in _image)[..4]),
        AddressFamily.InterNetworkV6 => new IPAddress(Bytes(in _image), ScopeId),
        _ => throw new InvalidOperationException("there is no address"),
    };

    /// <inheritdoc/>
    public bool Equals(ScopedAddress other) => Family == other.Family && _image == other._image && ScopeId == other.ScopeId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScopedAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Family, _image, ScopeId);

    /// <summary>As <see cref="IPAddress"/> writes it; empty for no address.</summary>
    public override string ToString() => Length == 0 ? "" : ToIPAddress().ToString();

    /// <summary>Writes the kernel's sockaddr and returns its length, 0 for no address. The port of a raw IPv6 socket's peer must
    /// be 0 or the protocol (EINVAL), so it is the caller's word.</summary>
    internal int WriteSocketAddress(Span<byte> bytes, ushort port)
    {
        ushort wirePort = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(port);
        if (Family == AddressFamily.InterNetwork)
        {
            MemoryMarshal.Write(bytes, new InternetSocketAddress
            {
                sin_family = Constants.AF_INET,
                sin_port = wirePort,
                sin_addr = MemoryMarshal.Read<uint>(Bytes(in _image))
            });
            return Unsafe.SizeOf<InternetSocketAddress>();
        }
        if (Family == AddressFamily.Unspecified)
            return 0;
        MemoryMarshal.Write(bytes, new Internet6SocketAddress
        {
            sin6_family = Constants.AF_INET6,
            sin6_port = wirePort,
            sin6_addr = _image,
            sin6_scope_id = ScopeId
        });
        return Unsafe.SizeOf<Internet6SocketAddress>();
    }

    /// <summary>An address of IPv4 as the kernel's structures hold it.</summary>
    internal static ScopedAddress OfWord(uint word) => From(MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in word)));

    /// <summary>No address when the family is neither.</summary>
    internal static ScopedAddress FromSocketAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(ushort))
            return default;
        switch (MemoryMarshal.Read<ushort>(bytes))
        {
            case Constants.AF_INET when MemoryMarshal.TryRead(bytes, out InternetSocketAddress address):
                return OfWord(address.sin_addr);
            case Constants.AF_INET6 when MemoryMarshal.TryRead(bytes, out Internet6SocketAddress address):
                return new ScopedAddress(AddressFamily.InterNetworkV6, address.sin6_addr, address.sin6_scope_id);
            default:
                return default;
        }
    }

    private static Link LinkOf(string zone)
    {
        bool isIndex = int.TryParse(zone, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        return Link.All().FirstOrDefault(l => l.Name == zone || (isIndex && l.Index == index))
            ?? throw new SystemCallException("interface", (int)ErrorNumber.ENODEV, zone);
    }

    private static ReadOnlySpan<byte> Bytes(in UInt128 image) => MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in image));
}
