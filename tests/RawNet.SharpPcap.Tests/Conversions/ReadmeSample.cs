using PacketDotNet;
using RawNet.Protocols;
using RawNet.SharpPcap.Conversions;
using RawNet.Wire;

namespace RawNet.SharpPcap.Tests.Conversions;

/// <summary>The sample of src/RawNet.SharpPcap/README.md, compiled and run.</summary>
public static class ReadmeSample
{
    private static string Run(PacketDotNet.Packet parsed)
    {
        string seen = string.Empty;

        // README
        foreach (View layer in parsed.Layers())                        // the same bytes, read by RawNet
            if (layer.Is(IgmpV3Report.Kind))
                foreach (View record in layer.Records(IgmpV3Report.GroupRecords))
                    seen += $"{record.Get(GroupRecord.MulticastAddress)} ";
            else if (layer.ToPacketDotNet() is IPv4Packet ip)          // one layer, as PacketDotNet reads it
                seen += $"from {ip.SourceAddress}: ";

        RawNet.Wire.Packet ours = parsed.ToRawNet();                   // builds the same bytes; prints as an expression
        PacketDotNet.Packet theirs = ours.ToPacketDotNet();            // and back
        // end

        Assert.Equal(parsed.ToBytes(), theirs.ToBytes());
        return seen;
    }

    [Fact]
    public static void ItRuns()
    {
        const string report =
            "eth / ip src=198.18.0.1 dst=224.0.0.22 / igmp.v3-report record=to_ex,239.1.1.1 record=allow,232.1.1.1,198.18.0.9";
        Assert.Equal("from 198.18.0.1: 239.1.1.1 232.1.1.1 ", Run(RawNet.Wire.Packet.Parse(report).ToPacketDotNet()));
    }

    [Fact]
    public static void ItIsTheReadmes()
    {
        string readme = File.ReadAllText(Path.Combine(Recordings.Repository, "src", "RawNet.SharpPcap", "README.md"));
        string source = File.ReadAllText(
            Path.Combine(Recordings.Repository, "tests", "RawNet.SharpPcap.Tests", "Conversions", "ReadmeSample.cs"));
        string[] lines = [.. source.Split('\n').SkipWhile(l => l.Trim() != "// README").Skip(1)
            .TakeWhile(l => l.Trim() != "// end").Select(l => l.Length > 8 ? l[8..] : string.Empty)];
        Assert.Contains(string.Join('\n', lines), readme, StringComparison.Ordinal);
    }
}
