using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets.Tests.Families;

/// <summary>Addresses as people write them, and as the kernel takes and gives them.</summary>
public class AddressFormTests
{
    [Theory]
    [InlineData("inet stream 6", "127.0.0.1:7")]
    [InlineData("inet raw 253", "127.0.0.1")]
    [InlineData("inet6 stream 6", "[::1]:7")]
    [InlineData("inet6 raw 253", "::1")]
    [InlineData("unix stream 0", "/tmp/x")]
    [InlineData("unix dgram 0", "@x")]
    [InlineData("packet raw 0", "lo")]
    [InlineData("packet raw 0", "lo,02:00:00:00:00:02")]
    [InlineData("can raw 1", "lo:0x123")]
    [InlineData("tipc rdm 0", "18888:17")]
    [InlineData("vsock stream 0", "1:7000")]
    [InlineData("rds seqpacket 0", "127.0.0.1:4000")]
    public void WhatIsReadIsWrittenAgain(string cell, string text)
    {
        SocketKind kind = Expectations.Find(cell);
        Assert.Equal(text, kind.Family.Address.Format(kind.Family.Address.Parse(text, kind), kind));
    }

    [Theory]
    [InlineData("inet stream 6", "127.0.0.1")]
    [InlineData("inet stream 6", "[::1]:7")]
    [InlineData("inet stream 6", "127.0.0.1:65536")]
    [InlineData("inet raw 253", "127.0.0.1:7")]
    [InlineData("inet6 stream 6", "::1:7")]
    [InlineData("inet6 stream 6", "[::1]")]
    [InlineData("unix stream 0", "@")]
    [InlineData("unix stream 0", "")]
    [InlineData("packet raw 0", "lo,2:0")]
    [InlineData("can raw 1", "lo:x")]
    [InlineData("can raw 1", "lo:0x1fffffff")]
    [InlineData("tipc rdm 0", "18888")]
    [InlineData("tipc rdm 0", "3:1")]
    [InlineData("vsock stream 0", "1")]
    public void WhatIsNoneIsOneSentenceThatQuotesIt(string cell, string text)
    {
        SocketKind kind = Expectations.Find(cell);
        FormatException fault = Assert.Throws<FormatException>(() => kind.Family.Address.Parse(text, kind));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Contains(
            text.Split(':', ',')[cell.StartsWith("can", StringComparison.Ordinal) && text.Contains("0x", StringComparison.Ordinal) ? 1 : 0],
            fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Bytes by hand after sockaddr_can, sockaddr_tipc, sockaddr_vm and sockaddr_ll of a little-endian machine;
    /// <see cref="NativeLayoutTests"/> holds the layouts.</summary>
    [Theory]
    [InlineData("tipc rdm 0", "4660:22136", "1e00 02 02 34120000 78560000 00000000")]
    [InlineData("vsock stream 0", "1:7000", "2800 0000 581b0000 01000000 00 000000")]
    [InlineData("can raw 1", "lo", "1d00 0000 01000000 0000000000000000 0000000000000000")]
    [InlineData("packet raw 0", "lo,02:00:00:00:00:02", "1100 88b5 01000000 0000 00 06 0200000000020000")]
    public void TheKernelGetsTheseBytes(string cell, string text, string bytes)
    {
        SocketKind kind = Expectations.Find(cell);
        SocketAddress address = kind.Family.Address.Parse(text, kind).Serialize();
        Assert.Equal(bytes.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(address.Buffer.Span[..address.Size]));
    }

    [Fact]
    public void AnotherProtocolIsHadByNumberWhereTheFamilyTakesAny()
    {
        Assert.Equal(89, SocketCatalogue.Find(SocketFamily.Inet, SocketType.Raw, 89)!.Protocol);
        Assert.Equal(0x88b6, SocketCatalogue.Find(SocketFamily.Packet, SocketType.Raw, 0x88b6)!.Protocol);
        Assert.Null(SocketCatalogue.Find(SocketFamily.Inet, SocketType.Stream, 89));
        Assert.Null(SocketCatalogue.Find(SocketFamily.Inet, SocketType.Raw, 256));
    }
}
