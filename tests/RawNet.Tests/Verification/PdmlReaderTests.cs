using System.Text;
using RawNet.Verification;

namespace RawNet.Tests.Verification;

/// <summary>tshark 4.0's packet details, as it prints them, shortened to the attributes that are read.</summary>
public class PdmlReaderTests
{
    private const string Frame = """<proto name="frame" pos="0"><field name="frame.encap_type" show="1" pos="0"/></proto>""";

    [Fact]
    public void LayersInsideAQuoteStandBehindTheLayerThatQuotesThem()
    {
        WitnessPacket packet = Read(
            $"""{Frame}<proto name="icmp" pos="34"><field name="icmp.type" show="11" pos="34"/>"""
                + """<proto name="ip" pos="42"><field name="ip.ttl" show="1" pos="50"/></proto>"""
                + """<field name="icmp.length" show="0" pos="39"/></proto>""")[0];
        Assert.Equal(["frame", "icmp", "ip"], packet.Layers.Select(l => l.Protocol));
        Assert.Equal(["icmp.type", "icmp.length"], packet.Layers[1].Fields.Select(f => f.Name));
        Assert.Equal(new WitnessField("ip.ttl", "1", 50), Assert.Single(packet.Layers[2].Fields));
    }

    [Fact]
    public void TheTimeInAnEchosDataIsDataToo()
    {
        WitnessPacket packet = Read(
            $"""{Frame}<proto name="icmp" pos="34"><field name="icmp.data_time" show="Nov 21, 2026" value="0102030405060708" pos="42"/>"""
                + """<field name="data" value="aabb"><field name="data.data" show="aa:bb" pos="50"/></field></proto>""")[0];
        Assert.Equal(new WitnessField("data.data", "0102030405060708aabb", 42), Assert.Single(packet.Layers[^1].Fields));
        Assert.Equal(42, packet.Layers[^1].Offset);
    }

    [Fact]
    public void AnOptionThatTsharkNamesOnlyInWordsHasTypeAndLength()
    {
        WitnessPacket packet = Read(
            $"""{Frame}<proto name="ip" pos="14"><field name="" show="Unknown (0xde) (4 bytes)" pos="34"/></proto>""")[0];
        Assert.Equal([new WitnessField("ip.opt.type", "0xde", 34), new WitnessField("ip.opt.len", "4", 35)], packet.Layers[1].Fields);
    }

    [Fact]
    public void RecordsThatAreNoPacketsAreLeftOut()
    {
        Assert.Empty(Read("""<proto name="frame" pos="0"><field name="frame.number" show="1" pos="0"/></proto>"""));
    }

    [Fact]
    public void TextThatEndsEarlyGivesItsWholePacketsAndAnError()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"<pdml><packet>{Frame}</packet><packet>{Frame}"));
        using var reader = new PdmlReader(stream);
        Assert.NotNull(reader.Read());
        Assert.Null(reader.Error);
        Assert.Null(reader.Read());
        Assert.NotNull(reader.Error);
    }

    [Fact]
    public void ADocumentTypeIsRefused()
    {
        using var stream = new MemoryStream("<!DOCTYPE pdml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><pdml>&x;</pdml>"u8.ToArray());
        using var reader = new PdmlReader(stream);
        Assert.Null(reader.Read());
        Assert.NotNull(reader.Error);
    }

    private static List<WitnessPacket> Read(string packet)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"<pdml><packet>{packet}</packet></pdml>"));
        using var reader = new PdmlReader(stream);
        var packets = new List<WitnessPacket>();
        while (reader.Read() is { } next) packets.Add(next);
        Assert.Null(reader.Error);
        return packets;
    }
}
