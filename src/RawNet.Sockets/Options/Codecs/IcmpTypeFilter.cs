using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawNet.Sockets;

/// <summary>Which ICMP or ICMPv6 types a raw socket does not get (ICMP_FILTER, ICMP6_FILTER). In the kernel's image
/// a set bit blocks, in both.</summary>
/// <remarks>ICMP_FILTER knows the types 0 to 31 only; others always pass.</remarks>
public readonly struct IcmpTypeFilter : IEquatable<IcmpTypeFilter>
{
    private readonly Image _blocked;

    private IcmpTypeFilter(Image blocked) => _blocked = blocked;

    /// <summary>What a new socket has.</summary>
    public static IcmpTypeFilter PassAll => default;

    /// <summary>Blocks every type but these.</summary>
    public static IcmpTypeFilter PassOnly(params ReadOnlySpan<byte> types)
    {
        Image image = default;
        ((Span<uint>)image).Fill(uint.MaxValue);
        foreach (byte type in types)
            image[type / 32] &= ~Bit(type);
        return new IcmpTypeFilter(image);
    }

    /// <summary>Blocks these types only.</summary>
    public static IcmpTypeFilter Block(params ReadOnlySpan<byte> types)
    {
        Image image = default;
        foreach (byte type in types)
            image[type / 32] |= Bit(type);
        return new IcmpTypeFilter(image);
    }

    /// <summary>Equal in all 256 bits.</summary>
    public static bool operator ==(IcmpTypeFilter left, IcmpTypeFilter right) => left.Equals(right);

    /// <summary>Not equal.</summary>
    public static bool operator !=(IcmpTypeFilter left, IcmpTypeFilter right) => !left.Equals(right);

    /// <summary>Whether messages of the type come through.</summary>
    public bool Passes(byte type) => (_blocked[type / 32] & Bit(type)) == 0;

    /// <inheritdoc/>
    public bool Equals(IcmpTypeFilter other) => ((ReadOnlySpan<uint>)_blocked).SequenceEqual(other._blocked);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IcmpTypeFilter other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_blocked[0], _blocked[1], _blocked[2], _blocked[3], _blocked[4]);

    /// <summary>The passing types, for example <c>0,3,11</c>.</summary>
    public override string ToString()
    {
        IcmpTypeFilter self = this;
        return string.Join(',', Enumerable.Range(0, 256).Where(type => self.Passes((byte)type)));
    }

    internal static IcmpTypeFilter Parse(string text) =>
        PassOnly([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => byte.Parse(t, CultureInfo.InvariantCulture))]);

    internal static IcmpTypeFilter Read(ReadOnlySpan<byte> bytes)
    {
        Image image = default;
        bytes.CopyTo(MemoryMarshal.AsBytes((Span<uint>)image));
        return new IcmpTypeFilter(image);
    }

    internal int Write(Span<byte> bytes, int size)
    {
        MemoryMarshal.AsBytes((ReadOnlySpan<uint>)_blocked)[..size].CopyTo(bytes);
        return size;
    }

    private static uint Bit(byte type) => 1u << (type % 32);

    [InlineArray(8)]
    private struct Image
    {
        private uint _first;
    }
}
