using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>A scalar field whose shown value has the C# type <typeparamref name="T"/>: an unsigned integer,
/// a bool, an enum or an address.</summary>
/// <typeparam name="T">A value type of 1, 2, 4, 8 or 16 bytes that holds the shown value.</typeparam>
public sealed class Field<T> : ScalarField
    where T : unmanaged
{
    internal Field(Table table, string name, string member, int width, ScalarTraits traits)
        : base(table, name, member, width, traits)
    {
    }

    /// <summary>Gives the field a shown value: 20 for an ip.hdr_len of 5 words.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No bits show this value; the message names the neighbours.</exception>
    public Assignment Is(T value) => new(this, Encode(Scalar.ToBits(value)));

    /// <summary>Gives the field bits as they stand on the wire, past any codec.</summary>
    public Assignment IsRaw(UInt128 bits) => bits >> Width == 0 || Width == 128
        ? new(this, bits)
        : throw new ArgumentOutOfRangeException(nameof(bits), $"{Name} has {Width} bits");

    /// <summary>When matching, waives the demand that an open computed field be right.</summary>
    public Assignment IsAny() => new(this, 0) { Parts = Assignment.Anything };

    /// <summary>A condition of a kind: the bits lie between those of two values; <paramref name="otherwise"/> is written
    /// when the field is not given.</summary>
    internal Condition In(T low, T high, T otherwise) => new(this, Is(low).Bits, Is(high).Bits, Is(otherwise).Bits);

    /// <summary>Demands any value but this one; building writes <paramref name="otherwise"/> where nothing
    /// else is said or computed.</summary>
    internal Condition IsNot(T value, T otherwise = default) =>
        new(this, Is(value).Bits, Is(value).Bits, Is(otherwise).Bits, IsOutside: true);

    /// <summary>The same for the shown value, where the order of the bits is not that of the values.</summary>
    internal Condition Showing(T low, T high, T otherwise) =>
        new(this, Show(Is(low).Bits), Show(Is(high).Bits), Is(otherwise).Bits, IsOfShown: true);

    // A bool made of another byte than 0 or 1 would break comparisons.
    /// <summary>Demands something of some of the bits: behind the first <paramref name="skipped"/> and before the last
    /// <paramref name="dropped"/> stands a value of a range.</summary>
    internal Condition BitsIn(int skipped, int dropped, ulong low, ulong high, T otherwise) =>
        new(this, low, high, Is(otherwise).Bits) { Skipped = skipped, Dropped = dropped };

    private protected override int TypeWidth => typeof(T) == typeof(bool) ? 0 : 8 * Unsafe.SizeOf<T>();

    /// <summary>The value of a plain field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T ReadPlain(ReadOnlySpan<byte> message) => Scalar.Load<T>(message, At);

    internal T Get(ReadOnlySpan<byte> part)
    {
        if (Unsafe.SizeOf<T>() == 16) return Scalar.FromBits<T>(Bits(part));
        ulong bits = ReadLoad(part) >> Shift & Mask;
        return Scalar.From<T>(Codec is null ? bits : Codec.Show(bits));
    }
}

/// <summary>Between the C# type of a field and its bits; the branches are constants to the JIT.</summary>
internal static class Scalar
{
    public static UInt128 ToBits<T>(T value)
        where T : unmanaged => Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<T, byte>(value),
            2 => Unsafe.BitCast<T, ushort>(value),
            4 => Unsafe.BitCast<T, uint>(value),
            8 => Unsafe.BitCast<T, ulong>(value),
            _ => Unsafe.BitCast<T, UInt128>(value),
        };

    public static T FromBits<T>(UInt128 bits)
        where T : unmanaged => Unsafe.SizeOf<T>() == 16 ? Unsafe.BitCast<UInt128, T>(bits) : From<T>((ulong)bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T From<T>(ulong bits)
        where T : unmanaged
    {
        // Any bit set means true; a bool made of another byte would break comparisons.
        if (typeof(T) == typeof(bool)) return Unsafe.BitCast<bool, T>(bits != 0);
        if (Unsafe.SizeOf<T>() == 1) return Unsafe.BitCast<byte, T>((byte)bits);
        if (Unsafe.SizeOf<T>() == 2) return Unsafe.BitCast<ushort, T>((ushort)bits);
        if (Unsafe.SizeOf<T>() == 4) return Unsafe.BitCast<uint, T>((uint)bits);
        return Unsafe.BitCast<ulong, T>(bits);
    }

    /// <summary>The value at a place, first byte highest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(ReadOnlySpan<byte> bytes, int at)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == 1) return Unsafe.BitCast<byte, T>(bytes[at]);
        bytes = bytes[at..];
        if (Unsafe.SizeOf<T>() == 2) return Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReadUInt16BigEndian(bytes));
        if (Unsafe.SizeOf<T>() == 4) return Unsafe.BitCast<uint, T>(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        if (Unsafe.SizeOf<T>() == 8) return Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReadUInt64BigEndian(bytes));
        return Unsafe.BitCast<UInt128, T>(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    public static ScalarForm FormOf<T>(bool hex) =>
        typeof(T) == typeof(bool) ? ScalarForm.Flag
        : typeof(T) == typeof(MacAddress) ? ScalarForm.Mac
        : typeof(T) == typeof(Ipv4Address) ? ScalarForm.Ipv4
        : typeof(T) == typeof(Ipv6Address) ? ScalarForm.Ipv6
        : typeof(T) == typeof(int) ? ScalarForm.Signed
        : hex ? ScalarForm.Hex : ScalarForm.Number;
}
