using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Any bytes under any link type: no exception, no hang, bounded memory, and the packet that is read builds the same bytes.</summary>
public class AnyBytesTests
{
    private static readonly LinkType[] Links =
        [LinkType.Ethernet, LinkType.Ipv4, LinkType.Ipv6, LinkType.Raw, LinkType.Null, LinkType.Loop, LinkType.LinuxSll, (LinkType)12, (LinkType)14];

    private readonly ArrayBufferWriter<byte> _json = new(1 << 16);

    [Theory]
    [InlineData(1, 1500)]
    [InlineData(20_240_229, 1500)]
    public void ReadingNeverFailsAndTakesMemoryByWhatIsThere(int seed, int milliseconds)
    {
        Mutator mutator = new(seed);
        var watch = Stopwatch.StartNew();
        int rounds = 0;
        using Utf8JsonWriter writer = new(_json);
        for (; watch.ElapsedMilliseconds < milliseconds; rounds++)
        {
            (LinkType link, byte[] bytes, int length) = mutator.Next(Links);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Guard(link, bytes, length, () => ReadAll(link, bytes, length, writer));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= 8192 + (64 * bytes.Length), $"{allocated} bytes allocated for {bytes.Length}: {link} {length} {Convert.ToHexStringLower(bytes)}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} inputs");
    }

    [Theory]
    [InlineData(2, 2000)]
    [InlineData(20_240_301, 2000)]
    public void WhatIsReadBuildsTheSameBytesAlsoThroughItsText(int seed, int milliseconds)
    {
        Mutator mutator = new(seed);
        var watch = Stopwatch.StartNew();
        int rounds = 0;
        for (; watch.ElapsedMilliseconds < milliseconds; rounds++)
        {
            (LinkType link, byte[] bytes, int length) = mutator.Next(Links);
            if (bytes.Length > 0 && link != LinkType.LinuxSll) Guard(link, bytes, length, () => Rebuild(link, bytes, length));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} inputs");
    }

    private static void Guard(LinkType link, byte[] bytes, int length, Action act)
    {
        try
        {
            act();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{link} {length} {Convert.ToHexStringLower(bytes)}: {e.Message}", e);
        }
    }

    private static void Rebuild(LinkType link, byte[] bytes, int length)
    {
        Packet packet = Packet.Read(link, bytes, length);
        string text = packet.ToString();
        byte[] built = packet.ToBytes();
        if (!built.AsSpan().SequenceEqual(bytes)) throw new InvalidOperationException($"{text} builds {Convert.ToHexStringLower(built)}");
        if (Needless(packet, bytes) is { } field) throw new InvalidOperationException($"{text} says {field}, which building gives anyway");
        byte[] parsed = Packet.Parse(text).ToBytes();
        if (!parsed.AsSpan().SequenceEqual(bytes)) throw new InvalidOperationException($"the text {text} builds {Convert.ToHexStringLower(parsed)}");
    }

    // R5: a computed field is said only when building the rest would give another value.
    private static string? Needless(Packet packet, byte[] bytes)
    {
        for (int i = 0; i < packet.Layers.Count; i++)
            foreach (Assignment given in packet.Layers[i].Values.Where(v => v.Field.IsComputed))
                if (Without(packet, i, given) is { } rest && TryBuild(rest) is { } built && built.AsSpan().SequenceEqual(bytes)) return given.Field.Name;
        return null;
    }

    private static Packet Without(Packet packet, int layer, Assignment given)
    {
        Spec spec = packet.Layers[layer];
        Spec open = new(spec.Kind, [.. spec.Values.Where(v => v.Field != given.Field)], spec.Cut);
        return new([.. packet.Layers.Select((l, i) => i == layer ? open : l)]);
    }

    private static byte[]? TryBuild(Packet packet)
    {
        try
        {
            return packet.ToBytes();
        }
        catch (BuildException)
        {
            return null;
        }
    }

    private void ReadAll(LinkType link, byte[] bytes, int length, Utf8JsonWriter writer)
    {
        foreach (View layer in PacketView.Layers(link, bytes, length)) ReadFields(layer);
        _json.ResetWrittenCount();
        writer.Reset(_json);
        writer.WriteStartObject();
        LayerJson.WritePacket(writer, PacketView.Layers(link, bytes, length));
        writer.WriteEndObject();
        writer.Flush();
    }

    private static void ReadFields(scoped in View layer)
    {
        foreach (Field field in layer.Kind.Table.Fields)
        {
            if (!layer.Has(field)) continue;
            if (field is ScalarField scalar) layer.GetRaw(scalar);
            else if (field is BytesField data) Assert.True(layer.Get(data).Length <= layer.Bytes.Length);
            else if (field is RecordsField records)
                foreach (View record in layer.Records(records)) ReadFields(record);
        }
        Assert.True(layer.Header.Length + layer.Payload.Length == layer.Bytes.Length);
        Assert.NotNull(layer.Errors());
        Assert.InRange(layer.ChecksumStatus, ChecksumStatus.None, ChecksumStatus.Absent);
    }
}
