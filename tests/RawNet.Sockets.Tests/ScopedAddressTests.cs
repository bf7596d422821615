using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets.Tests;

public class ScopedAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("198.18.0.255")]
    [InlineData("::")]
    [InlineData("2001:db8::1:2")]
    [InlineData("fe80::1%7")]
    [InlineData("::ffff:198.18.0.1")]
    public void ItIsTheAddressThatDotNetHas(string text)
    {
        IPAddress address = IPAddress.Parse(text);
        ScopedAddress value = address;
        byte[] bytes = new byte[value.Length];
        value.CopyTo(bytes);
        Assert.Equal(address.GetAddressBytes(), bytes);
        Assert.Equal(address, value.ToIPAddress());
        Assert.Equal(text, value.ToString());
        Assert.Equal(value, ScopedAddress.From(bytes, value.ScopeId));
        Assert.Equal(address.AddressFamily, value.Family);
    }

    [Fact]
    public void ScopeAndFamilyTellAddressesApart()
    {
        Assert.NotEqual(ScopedAddress.From(IPAddress.Parse("fe80::1%7")), ScopedAddress.From(IPAddress.Parse("fe80::1%8")));
        Assert.True(ScopedAddress.From(IPAddress.Any) != ScopedAddress.From(IPAddress.IPv6Any));
        Assert.True(ScopedAddress.From([198, 18, 0, 1]) == IPAddress.Parse("198.18.0.1"));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("fe80::1%lo", "fe80::1%1")] // lo is always 1
    [InlineData("fe80::1%1", "fe80::1%1")]
    [InlineData("[::1]", null)]
    [InlineData("[::1]:80", null)]
    [InlineData("127.0.0.1%lo", null)]
    [InlineData("127.0.0.1:80", null)]
    [InlineData("::1/64", null)]
    [InlineData(" ::1", null)]
    [InlineData("%lo", null)]
    [InlineData("", null)]
    public void TextIsReadWhereItIsAnAddressAlone(string text, string? address)
    {
        Assert.Equal(address is not null, ScopedAddress.TryParse(text, out ScopedAddress read));
        Assert.Equal(address ?? "", read.ToString());
    }

    [Theory]
    [InlineData("fe80::1%nosuch")]
    [InlineData("fe80::1%")]
    [InlineData("fe80::1%99999")]
    public void AnInterfaceThatIsNotThereIsNoScope(string text) =>
        Assert.Equal("ENODEV", Assert.Throws<SystemCallException>(() => ScopedAddress.TryParse(text, out _)).ErrorName);

    [Fact]
    public void TheDefaultIsNoAddress()
    {
        ScopedAddress none = default;
        Assert.Equal((0, AddressFamily.Unspecified, ""), (none.Length, none.Family, none.ToString()));
        Assert.Throws<InvalidOperationException>(none.ToIPAddress);
        Assert.Throws<ArgumentException>(() => ScopedAddress.From(new byte[5]));
    }
}
