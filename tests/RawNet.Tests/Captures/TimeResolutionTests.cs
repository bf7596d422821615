using System.Numerics;
using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>if_tsresol (draft-ietf-opsawg-pcapng, 4.2) over all its codes, against arithmetic on unlimited integers.</summary>
public class TimeResolutionTests
{
    [Fact]
    public void EveryCodeConvertsAsUnlimitedIntegersDo()
    {
        for (int code = 0; code <= byte.MaxValue; code++)
        {
            BigInteger perSecond = BigInteger.Pow(code < 128 ? 10 : 2, code & 0x7f);
            foreach (ulong value in new ulong[] { 0, 1, 999, 1_700_000_000_123_456_789, ulong.MaxValue })
            {
                TimeResolution resolution = new((byte)code);
                Assert.Equal(value * new BigInteger(1_000_000_000) / perSecond, (BigInteger)resolution.ToNanoseconds(value));
                BigInteger units = value * perSecond / 1_000_000_000;
                Assert.Equal(units <= ulong.MaxValue, resolution.TryFromNanoseconds(value, out ulong stored));
                if (units <= ulong.MaxValue)
                    Assert.Equal(units, stored);
            }
        }
    }
}
