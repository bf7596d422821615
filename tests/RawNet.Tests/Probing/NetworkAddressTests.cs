using System.Net;
using RawNet.Probing;

namespace RawNet.Tests.Probing;

public class NetworkAddressTests
{
    // The runtime's IPNetwork is the judge.
    [Theory]
    [InlineData("198.18.0.1", "198.18.0.255", 24)]
    [InlineData("198.18.0.1", "198.18.1.1", 24)]
    [InlineData("198.18.0.1", "198.18.1.1", 23)]
    [InlineData("198.18.0.1", "9.9.9.9", 0)]
    [InlineData("198.18.0.1", "198.18.0.1", 32)]
    [InlineData("198.18.0.1", "198.18.0.0", 32)]
    [InlineData("2001:db8::1", "2001:db8::ffff", 64)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", 64)]
    [InlineData("2001:db8::1", "ff02::1", 0)]
    [InlineData("2001:db8::1", "2001:db8::2", 128)]
    public void SharesPrefixIsMembershipOfTheNetwork(string left, string right, int bits)
    {
        bool shares = NetworkOf(IPAddress.Parse(left), bits).Contains(IPAddress.Parse(right));
        Assert.Equal(shares, NetworkAddress.From(IPAddress.Parse(left)).SharesPrefix(NetworkAddress.From(IPAddress.Parse(right)), bits));
    }

    [Fact]
    public void FamiliesShareNothing() =>
        Assert.False(NetworkAddress.From(IPAddress.Any).SharesPrefix(NetworkAddress.From(IPAddress.IPv6Any), 0));

    // IPNetwork takes no address with bits behind its prefix.
    private static IPNetwork NetworkOf(IPAddress address, int bits)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = bits; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new(new IPAddress(bytes), bits);
    }
}
