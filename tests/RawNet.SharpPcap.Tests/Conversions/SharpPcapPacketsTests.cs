using System.Reflection;
using PacketDotNet;
using RawNet.Captures;
using RawNet.SharpPcap.Conversions;
using RawNet.Wire;
using SharpPcap;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap.Tests.Conversions;

/// <summary>SharpPcap's packets as ours and back, judged by libpcap's own reading of the same files.</summary>
public class SharpPcapPacketsTests
{
    private static readonly string _repository = typeof(SharpPcapPacketsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "Repository").Value!;

    [Theory]
    [InlineData("1235470908.627293001", 1_235_470_908_627_293_001)]
    [InlineData("0.000000001", 1)]
    [InlineData("0", 0)]
    [InlineData("-0.5", -500_000_000)]
    public void TimesKeepTheirNanoseconds(string seconds, long nanoseconds)
    {
        decimal value = decimal.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture);
        RawCapture theirs = new CapturedPacket(LinkType.Raw, [0x45], nanoseconds) { Length = 60 }.ToRawCapture();
        Assert.Equal((value, LinkLayers.RawLegacy, 60), (theirs.Timeval.Value, theirs.LinkLayerType, theirs.PacketLength));
        CapturedPacket ours = theirs.ToCaptured();
        Assert.Equal((nanoseconds, LinkType.Raw, 60L, 1),
            ((long)ours.TimeNanoseconds!.Value, ours.LinkType, ours.Length, ours.Data.Length));
    }

    public static TheoryData<string> Captures() =>
        [.. new[] { "captures", "../shared/exam/captures" }.Select(f => Path.Combine(_repository, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.pcap*", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(_repository, f)).Order(StringComparer.Ordinal)];

    /// <summary>A file a line: its name, the packets that libpcap reads of it, and libpcap's sentence why there are no more.</summary>
    private static readonly Dictionary<string, string> _refused = File.ReadAllLines(
        Path.Combine(_repository, "tests/RawNet.SharpPcap.Tests/Conversions/refused-by-libpcap.txt"))
        .Where(line => !line.StartsWith('#')).ToDictionary(line => line.Split('\t')[0], line => line.Split('\t', 2)[1]);

    [Theory]
    [MemberData(nameof(Captures))]
    public void EveryPacketIsTheSameThroughSharpPcapsReader(string name)
    {
        string file = Path.Combine(_repository, name);
        using FileStream stream = File.OpenRead(file);
        using CaptureReader reader = CaptureReader.Open(stream);
        int packets = 0;
        string? end = Read(file, taken =>
        {
            Assert.True(reader.TryRead(out CapturedPacket expected), $"only libpcap reads packet {packets + 1}");
            CapturedPacket packet = taken.ToCaptured();
            Assert.Equal(expected.Data.ToArray(), packet.Data.ToArray());
            // A Simple Packet Block has no time, and libpcap says 0.
            Assert.Equal((expected.LinkType, expected.Length, expected.TimeNanoseconds ?? 0),
                (packet.LinkType, packet.Length, packet.TimeNanoseconds));
            packets++;
        });
        bool isWhole = end is null && !reader.TryRead(out _);
        Assert.Equal(_refused.GetValueOrDefault(name, "whole"), isWhole ? "whole" : $"{packets}\t{end}");
    }

    // Libpcap's sentence, or null at the end of a whole file.
    private static string? Read(string file, PacketTaker take)
    {
        using CaptureFileReaderDevice device = new(file);
        try
        {
            device.Open(new DeviceConfiguration { TimestampResolution = TimestampResolution.Nanosecond });
        }
        catch (PcapException refusal)
        {
            return refusal.Message.Replace("Unable to open offline adapter: ", "", StringComparison.Ordinal);
        }
        GetPacketStatus status;
        while ((status = device.GetNextPacket(out PacketCapture taken)) == GetPacketStatus.PacketRead)
            take(taken);
        return status == GetPacketStatus.NoRemainingPackets ? null : device.LastError;
    }

    private delegate void PacketTaker(PacketCapture packet);
}
