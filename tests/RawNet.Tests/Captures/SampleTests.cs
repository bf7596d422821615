using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>Files laid out by hand are read as the documents say.</summary>
public class SampleTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void AHandmadeFileIsReadAsItsDocumentSays(string name)
    {
        Sample sample = Samples.Named(name);
        Reading reading = Reading.Of(sample.Bytes);
        Assert.Null(reading.Error);
        Assert.Equal(sample.Packets, reading.Packets);
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void AGzippedFileIsReadAsTheFileItself(string name)
    {
        Sample sample = Samples.Named(name);
        Reading reading = Reading.Of(sample.Gzipped());
        Assert.Null(reading.Error);
        Assert.Equal(sample.Packets, reading.Packets);
        Assert.True(reading.Format.Compressed);
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void AStreamThatGivesOneByteAtATimeIsReadTheSame(string name)
    {
        Sample sample = Samples.Named(name);
        using TricklingStream stream = new(sample.Bytes);
        Assert.Equal(sample.Packets, Reading.Of(stream).Packets);
    }

    [Theory]
    [InlineData("pcap little-endian microseconds", "pcap-le")]
    [InlineData("pcap big-endian modified", "pcap-be")]
    [InlineData("pcap big-endian nanoseconds", "pcap-ns-be")]
    [InlineData("pcapng little-endian, every block", "pcapng-le")]
    [InlineData("pcapng sections of both orders", "pcapng-be")]
    public void TheFormatHasAName(string name, string format)
    {
        Assert.Equal(format, Reading.Of(Samples.Named(name).Bytes).Format.ToString());
    }

    [Fact]
    public void InterfacesTellNameResolutionAndSnapLength()
    {
        Reading reading = Reading.Of(Samples.Named("pcapng little-endian, every block").Bytes);
        Assert.Equal(2, reading.Interfaces.Count);
        Assert.Equal((262_144u, TimeResolution.Microseconds, null),
            (reading.Interfaces[0].SnapLength, reading.Interfaces[0].Resolution, reading.Interfaces[0].Name));
        Assert.Equal((0u, TimeResolution.Nanoseconds, "tun0"),
            (reading.Interfaces[1].SnapLength, reading.Interfaces[1].Resolution, reading.Interfaces[1].Name));
    }

    [Fact]
    public void BlocksThatAreNoPacketsAreCounted()
    {
        Assert.Equal(3, Reading.Of(Samples.Named("pcapng little-endian, every block").Bytes).SkippedBlocks);
    }

    [Fact]
    public void TheStreamStaysOpen()
    {
        using MemoryStream stream = new(Samples.All[0].Gzipped());
        CaptureReader.Open(stream).Dispose();
        Assert.True(stream.CanRead);
    }
}
