namespace RawNet.Wire;

/// <summary>How the bits of a field stand for the value that people see; the identity is no codec at all.</summary>
internal abstract class Codec
{
    public abstract ulong Show(ulong bits);

    /// <summary>The greatest bits whose shown value is not above <paramref name="shown"/>.</summary>
    protected abstract ulong Floor(ulong shown);

    /// <summary>False when no bits show this value; the neighbours that can be shown are given either way.</summary>
    public bool TryEncode(ulong shown, int width, out ulong bits, out (ulong Below, ulong Above) neighbours)
    {
        ulong most = (1UL << width) - 1;
        bits = Math.Min(Floor(shown), most);
        ulong below = Show(bits);
        neighbours = (below, bits < most ? Show(bits + 1) : below);
        return below == shown;
    }
}

/// <summary>A length counted in words of <paramref name="unit"/> bytes and shown in bytes.</summary>
internal sealed class ScaledCodec(uint unit) : Codec
{
    public override ulong Show(ulong bits) => bits * unit;

    protected override ulong Floor(ulong shown) => shown / unit;
}

/// <summary>The low 16 bits of a word whose others say nothing.</summary>
internal sealed class LowHalfCodec : Codec
{
    public override ulong Show(ulong bits) => (ushort)bits;

    protected override ulong Floor(ulong shown) => Math.Min(shown, ushort.MaxValue);
}

/// <summary>
/// The small float of IGMPv3 (RFC 3376, 4.1.1: 4 bits of mantissa) and MLDv2 (RFC 3810, 5.1.3: 12 bits):
/// below a border the code is the value, above it (mantissa with a leading 1) shifted by (exponent of 3 bits) + 3.
/// </summary>
internal sealed class FloatCodec(int mantissa) : Codec
{
    private readonly ulong _border = 1UL << (mantissa + 3);

    public override ulong Show(ulong bits)
    {
        if (bits < _border) return bits;
        int exponent = (int)(bits >> mantissa & 7);
        ulong leading = 1UL << mantissa;
        return (bits & (leading - 1) | leading) << (exponent + 3);
    }

    protected override ulong Floor(ulong shown)
    {
        if (shown < _border) return shown;
        int exponent = Math.Min(7, 63 - System.Numerics.BitOperations.LeadingZeroCount(shown) - mantissa - 3);
        ulong significand = Math.Min(shown >> (exponent + 3), (1UL << (mantissa + 1)) - 1);
        return _border | (ulong)exponent << mantissa | significand & ((1UL << mantissa) - 1);
    }
}
