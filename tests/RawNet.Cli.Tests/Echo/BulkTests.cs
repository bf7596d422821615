using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>A GiB through the echo: what came back is hashed by the client.</summary>
public sealed class BulkTests : EchoScene
{
    [Theory]
    [InlineData("inet", "127.0.0.1:0")]
    [InlineData("unix", "@bulk", "--family", "unix")]
    public void AGibibyteComesBackUnchanged(string kind, string address, params string[] options)
    {
        using EchoPeer server = new(Host, [address, .. options]);
        string[] arguments = ["netns", "exec", Host.Name, "python3", Script("bulk.py"), kind, server.Address, "1024"];
        Assert.Equal("good\n", Peer.Run("ip", arguments, [], Patience.Seconds(120)).Succeeded().Text);
        Assert.Equal(0, server.Interrupt());
        Assert.Contains("1073741824 bytes sent back, 0 dropped", server.Errors, StringComparison.Ordinal);
    }
}
