using System.Buffers;
using System.Text;
using System.Text.Json;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>One value of a layer, under the name that a witness would use.</summary>
/// <param name="Name">Wireshark's display-filter name.</param>
/// <param name="Value">As <c>rawnet.packet/1</c> shows it.</param>
public readonly record struct ShownField(string Name, ShownValue Value);

/// <summary>A layer as <c>rawnet.packet/1</c> shows it, its records and options laid out flat in wire order.</summary>
/// <param name="Protocol">Its display-filter name.</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
/// <param name="IsQuoted">An ICMP error quotes the packet that it belongs to.</param>
/// <param name="Members">Its values in wire order; a repeated part has the same name again.</param>
public sealed record ShownLayer(string Protocol, int Offset, bool IsQuoted, IReadOnlyList<ShownField> Members)
{
    /// <summary>Every declared field is there.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>The text of the first value of that name; null when there is none.</summary>
    public string? this[string name] => Members.FirstOrDefault(m => m.Name == name).Value.Text;
}

/// <summary>Reads packets through the JSON that people get, so that what is compared with a witness is what is printed.</summary>
internal sealed class LayerReader : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public LayerReader() => _writer = new(_buffer);

    public List<ShownLayer> Read(in CapturedPacket packet)
    {
        var layers = new List<ShownLayer>();
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength)) layers.Add(Read(view));
        return layers;
    }

    public void Dispose() => _writer.Dispose();

    private ShownLayer Read(scoped in View view)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        LayerJson.WriteLayer(_writer, view);
        _writer.Flush();
        return new(view.Kind.Protocol.Name, view.Offset, view.IsQuoted, Flatten(_buffer.WrittenSpan)) { IsWhole = view.IsWhole };
    }

    private static List<ShownField> Flatten(ReadOnlySpan<byte> layer)
    {
        var members = new List<ShownField>();
        var json = new Utf8JsonReader(layer);
        string name = string.Empty;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName) name = BaseOf(json.GetString()!);
            else if (FormOf(json.TokenType) is { } form && name.Contains('.', StringComparison.Ordinal)) members.Add(new(name, new(Encoding.UTF8.GetString(json.ValueSpan), form)));
        }
        return members;
    }

    // igmp.reserved.2 is the second igmp.reserved of its message (R7).
    private static string BaseOf(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > 0 && dot < name.Length - 1 && name.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..dot] : name;
    }

    private static ValueForm? FormOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => ValueForm.Number,
        JsonTokenType.True or JsonTokenType.False => ValueForm.Flag,
        JsonTokenType.String => ValueForm.Text,
        _ => null,
    };
}
