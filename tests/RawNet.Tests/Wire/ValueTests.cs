using System.Buffers;
using System.Text.Json;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>JSON is written straight from the bytes; whoever compares values keeps them. Both must say the same.</summary>
public class ValueTests
{
    private const int Changed = 20_000;

    private readonly ArrayBufferWriter<byte> _json = new();

    [Fact]
    public void WhatIsKeptOfAPacketIsWhatItsJsonSays()
    {
        using Utf8JsonWriter writer = new(_json);
        foreach (Input input in Recorded.WithWitnesses) AssertSame(input, writer);
        Mutator mutator = new(seed: 12, Recorded.WithWitnesses);
        for (int n = 0; n < Changed; n++) AssertSame(mutator.Next(), writer);
    }

    private void AssertSame(Input input, Utf8JsonWriter writer)
    {
        foreach (View layer in PacketView.Layers(input.Link, input.Bytes, input.Length))
        {
            LayerValues kept = LayerValues.Of(layer);
            using JsonDocument written = JsonDocument.Parse(Written(layer, writer));
            Assert.Equal((kept.Protocol, kept.Name), (Text(written, "proto"), Text(written, "layer")));
            Assert.Equal(kept.IsQuoted, written.RootElement.TryGetProperty("quoted", out _));
            IEnumerable<string> members = written.RootElement.EnumerateObject()
                .Where(m => m.Name.Contains('.')).Select(m => $"{m.Name} {m.Value.GetRawText()}");
            Assert.Equal(members, kept.Fields.Select(f => $"{f.Name} {ValueJson.TextOf(f)}"));
        }
    }

    private ReadOnlyMemory<byte> Written(scoped in View layer, Utf8JsonWriter writer)
    {
        _json.ResetWrittenCount();
        writer.Reset(_json);
        LayerJson.WriteLayer(writer, layer);
        writer.Flush();
        return _json.WrittenMemory;
    }

    private static string? Text(JsonDocument layer, string name) => layer.RootElement.GetProperty(name).GetString();
}
