using System.Globalization;
using System.Text;
using System.Xml;
using RawNet.Protocols;

namespace RawNet.Verification;

/// <summary>Reads Wireshark's packet details (PDML) packet by packet; memory does not grow with the file.</summary>
public sealed class PdmlReader : IDisposable
{
    private readonly StreamReader _text;
    private readonly XmlReader _xml;
    private WitnessLayer? _frameCheck;

    /// <summary>Reads from a stream, which stays open.</summary>
    public PdmlReader(Stream stream)
    {
        // Names and strings of a packet may hold bytes that are no UTF-8, and control characters that XML forbids;
        // tshark prints them all the same.
        _text = new(stream, Encoding.UTF8, leaveOpen: true);
        _xml = XmlReader.Create(_text, new()
        {
            CheckCharacters = false,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreWhitespace = true,
            IgnoreComments = true,
        });
    }

    /// <summary>Why reading ended before the end of the text; null when it did not.</summary>
    public string? Error { get; private set; }

    /// <summary>The next packet; null at the end and from the first error on.</summary>
    public WitnessPacket? Read()
    {
        try
        {
            while (_xml.Read())
                if (_xml is { NodeType: XmlNodeType.Element, Name: "packet" } && ReadPacket() is { } packet) return packet;
        }
        catch (XmlException broken)
        {
            Error = $"its packet details cannot be read: {broken.Message.TrimEnd('.')}";
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _xml.Dispose();
        _text.Dispose();
    }

    // Wireshark 4.0 shows custom blocks of pcapng as records without an encapsulation; they are no packets.
    private WitnessPacket? ReadPacket()
    {
        var layers = new List<WitnessLayer>();
        var open = new Stack<WitnessLayer>();
        open.Push(new(string.Empty, 0));
        _frameCheck = null;
        while (_xml.Read() && !(_xml is { NodeType: XmlNodeType.EndElement, Name: "packet" })) ReadNode(layers, open);
        if (_frameCheck is not null) layers.Add(_frameCheck);
        bool isPacket = layers.Exists(l => l.Protocol == "frame" && l.Fields.Any(f => f.Name == "frame.encap_type"));
        return isPacket ? new(layers) : null;
    }

    private void ReadNode(List<WitnessLayer> layers, Stack<WitnessLayer> open)
    {
        if (_xml is { NodeType: XmlNodeType.EndElement, Name: "proto" }) open.Pop();
        if (_xml.NodeType != XmlNodeType.Element) return;
        if (_xml.Name == "field") ReadField(layers, open.Peek());
        else if (_xml.Name == "proto") Open(layers, open);
    }

    private void Open(List<WitnessLayer> layers, Stack<WitnessLayer> open)
    {
        bool isEmpty = _xml.IsEmptyElement;
        var layer = new WitnessLayer(_xml.GetAttribute("name") ?? string.Empty, Offset());
        if (layer.Protocol is not ("geninfo" or "fake-field-wrapper")) layers.Add(layer);
        if (!isEmpty) open.Push(layer);
    }

    private void ReadField(List<WitnessLayer> layers, WitnessLayer layer)
    {
        var field = new WitnessField(_xml.GetAttribute("name") ?? string.Empty, _xml.GetAttribute("show") ?? string.Empty, Offset());
        // tshark takes the first 8 bytes of an echo's data for a time when they look like one (iputils puts one there).
        if (field.Name == "icmp.data_time")
            AddData(layers, field with { Name = "data.data", Text = _xml.GetAttribute("value") ?? string.Empty });
        else if (field.Name == "data.data") AddData(layers, field);
        else if (field.Name.StartsWith(EthernetFcs.FrameCheckSequence.Name, StringComparison.Ordinal)) AddToFrameCheck(field);
        else if (field.Name.Length == 0 && field.Text.StartsWith("Unknown (0x", StringComparison.Ordinal)) AddOption(layer, field);
        else layer.Add(field);
    }

    // Of an IPv4 option that it does not know, tshark gives type and length only in words: Unknown (0xde) (4 bytes).
    private static void AddOption(WitnessLayer layer, in WitnessField field)
    {
        string[] words = field.Text.Split('(', ')');
        if (words.Length < 4) return;
        layer.Add(new("ip.opt.type", words[1], field.Offset));
        layer.Add(new("ip.opt.len", words[3].Split(' ')[0], field.Offset + 1));
    }

    // Undissected bytes are a field of the layer above to tshark, and a layer here. Bytes that go on where others end are one run.
    private static void AddData(List<WitnessLayer> layers, in WitnessField field)
    {
        string digits = field.Text.Replace(":", string.Empty, StringComparison.Ordinal);
        bool goesOn = layers.Count > 0 && layers[^1] is { Protocol: "data", Fields: [var before] }
            && before.Offset + (before.Text.Length / 2) == field.Offset;
        var layer = new WitnessLayer("data", goesOn ? layers[^1].Offset : field.Offset);
        layer.Add(new("data.data", goesOn ? layers[^1].Fields[0].Text + digits : digits, layer.Offset));
        if (goesOn) layers[^1] = layer;
        else layers.Add(layer);
    }

    // A field of the frame's first layer to tshark, and the last layer here.
    private void AddToFrameCheck(in WitnessField field) => (_frameCheck ??= new(EthernetFcs.Kind.Protocol.Name, field.Offset)).Add(field);

    private int Offset() =>
        int.TryParse(_xml.GetAttribute("pos"), NumberStyles.None, CultureInfo.InvariantCulture, out int offset) ? offset : 0;
}
