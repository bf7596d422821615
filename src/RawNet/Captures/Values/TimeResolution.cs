using System.Globalization;

namespace RawNet.Captures;

/// <summary>How long one unit of a stored timestamp is, as pcapng's if_tsresol octet says it (draft-ietf-opsawg-pcapng, 4.2).</summary>
/// <param name="Code">With the top bit clear the unit is 10^-Code seconds, with it set 2^-(Code and 0x7f) seconds.</param>
public readonly record struct TimeResolution(byte Code)
{
    private const byte BinaryFlag = 0x80;
    private const int NanosecondExponent = 9;
    private const int LargestPowerOfTen = 19;
    private const int LargestPowerOfTwo = 93;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>What classic pcap has, and pcapng where an interface does not say otherwise.</summary>
    public static TimeResolution Microseconds { get; } = new(6);

    /// <summary>What Linux stamps arriving packets in.</summary>
    public static TimeResolution Nanoseconds { get; } = new(NanosecondExponent);

    private bool IsBinary => (Code & BinaryFlag) != 0;

    private int Exponent => Code & ~BinaryFlag;

    /// <summary>The whole nanoseconds in so many units, rounded down. At most 2^64 * 10^9, so it never overflows.</summary>
    public UInt128 ToNanoseconds(ulong units)
    {
        if (IsBinary)
            return ((UInt128)units * NanosecondsPerSecond) >> Exponent;
        return Exponent <= NanosecondExponent
            ? (UInt128)units * PowerOfTen(NanosecondExponent - Exponent)
            : DivideByPowerOfTen(units, Exponent - NanosecondExponent);
    }

    /// <summary>The whole units in so many nanoseconds, rounded down.</summary>
    /// <returns>False when 64 bits do not hold them.</returns>
    public bool TryFromNanoseconds(UInt128 nanoseconds, out ulong units)
    {
        UInt128 exact = IsBinary ? BinaryUnits(nanoseconds) : DecimalUnits(nanoseconds);
        units = (ulong)exact;
        return exact <= ulong.MaxValue;
    }

    /// <summary>For example <c>10^-9 s</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsBinary ? 2 : 10)}^-{Exponent} s");

    private UInt128 DecimalUnits(UInt128 nanoseconds)
    {
        if (Exponent <= NanosecondExponent)
            return nanoseconds / PowerOfTen(NanosecondExponent - Exponent);
        int more = Exponent - NanosecondExponent;
        if (nanoseconds == 0)
            return 0;
        return more <= LargestPowerOfTen && nanoseconds <= ulong.MaxValue ? nanoseconds * PowerOfTen(more) : UInt128.MaxValue;
    }

    // Seconds and the rest apart, because all nanoseconds shifted so far would not fit. A single one in units of 2^-94 s is beyond 64 bits.
    private UInt128 BinaryUnits(UInt128 nanoseconds)
    {
        (UInt128 seconds, UInt128 rest) = UInt128.DivRem(nanoseconds, NanosecondsPerSecond);
        if (nanoseconds == 0)
            return 0;
        if (Exponent > LargestPowerOfTwo || seconds > UInt128.MaxValue >> (Exponent + 1))
            return UInt128.MaxValue;
        return (seconds << Exponent) + ((rest << Exponent) / NanosecondsPerSecond);
    }

    private static ulong DivideByPowerOfTen(ulong value, int exponent) => exponent <= LargestPowerOfTen ? value / PowerOfTen(exponent) : 0;

    private static ulong PowerOfTen(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
