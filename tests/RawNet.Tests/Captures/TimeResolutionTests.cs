using System.Numerics;
using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>if_tsresol (draft-ietf-opsawg-pcapng, 4.2) over all its codes, against arithmetic on unlimited integers.</summary>
public class TimeResolutionTests
{
    private static readonly BigInteger _nanosecondsPerSecond = 1_000_000_000;

    [Fact]
    public void EveryCodeConvertsUnitsAsUnlimitedIntegersDo()
    {
        for (int code = 0; code <= byte.MaxValue; code++)
            foreach (ulong units in new ulong[] { 0, 1, 999, 1_700_000_000_123_456_789, ulong.MaxValue })
                Assert.Equal(units * _nanosecondsPerSecond / PerSecond(code),
                    (BigInteger)new TimeResolution((byte)code).ToNanoseconds(units));
    }

    [Fact]
    public void EveryCodeConvertsNanosecondsAsUnlimitedIntegersDo()
    {
        UInt128 largest = new TimeResolution(0).ToNanoseconds(ulong.MaxValue);
        for (int code = 0; code <= byte.MaxValue; code++)
            foreach (UInt128 time in new UInt128[]
            {
                0u, 1u, 999u, 1_700_000_000_123_456_789ul, ulong.MaxValue, ulong.MaxValue + UInt128.One, largest,
                largest + 999_999_999u, largest + 1_000_000_000u, UInt128.MaxValue >> 1, UInt128.MaxValue
            })
            {
                BigInteger units = (BigInteger)time * PerSecond(code) / _nanosecondsPerSecond;
                Assert.Equal(units <= ulong.MaxValue, new TimeResolution((byte)code).TryFromNanoseconds(time, out ulong stored));
                if (units <= ulong.MaxValue)
                    Assert.Equal(units, stored);
            }
    }

    private static BigInteger PerSecond(int code) => BigInteger.Pow(code < 128 ? 10 : 2, code & 0x7f);
}
