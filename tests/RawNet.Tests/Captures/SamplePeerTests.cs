using RawNet.Lab;

namespace RawNet.Tests.Captures;

/// <summary>tshark is asked about the same handmade files: two readers that know nothing of each other.</summary>
public class SamplePeerTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void TsharkReadsTheHandmadeFileTheSame(string name)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        Sample sample = Samples.Named(name);
        using TemporaryFile file = new(sample.Bytes);
        Assert.Equal(sample.Packets.Select(Seen.Of), Tshark.Read(file.Path));
    }
}
