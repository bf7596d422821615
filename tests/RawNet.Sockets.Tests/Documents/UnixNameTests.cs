using System.Net.Sockets;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>unix(7): sun_path has 108 bytes.</summary>
public class UnixNameTests
{
    private const int PathLength = 108;

    [Theory]
    [InlineData("\0")] // in the abstract namespace
    [InlineData("/")]
    public void ANameThatIsTooLongIsRefused(string first)
    {
        Assert.ThrowsAny<ArgumentException>(() => new UnixEndPoint(first + new string('h', PathLength)));
        using var socket = KernelSocket.Open(AddressFamily.Unix, SocketType.Stream);
        UnixEndPoint longest = new("\0" + new string('h', PathLength - 1));
        socket.Bind(longest);
        Assert.Equal(longest, socket.LocalEndPoint);
    }
}
