using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Tests.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Does with an input all that reading does, and measures it: every field of every view, the JSON, the expression.</summary>
internal sealed class Examiner : IDisposable
{
    // A reader of files begins with a window of 64 KiB, a packed file with another and its tables.
    private const int Opening = 163_840;

    private readonly ArrayBufferWriter<byte> _json = new(1 << 20);
    private readonly Utf8JsonWriter _writer;

    internal Examiner() => _writer = new(_json);

    internal long Inputs { get; private set; }

    internal Cost WorstRead { get; private set; } = Cost.None;

    internal Cost WorstExpression { get; private set; } = Cost.None;

    internal Cost WorstFile { get; private set; } = Cost.None;

    /// <summary>In milliseconds.</summary>
    internal Cost Slowest { get; private set; } = Cost.None;

    /// <summary>What went wrong, the first of each message.</summary>
    internal Dictionary<string, string> Failures { get; } = [];

    public void Dispose() => _writer.Dispose();

    /// <summary>Tables are made at the first use of a kind: what was measured until now does not count.</summary>
    internal void Forget() => (Inputs, WorstRead, WorstExpression, WorstFile, Slowest) = (0, Cost.None, Cost.None, Cost.None, Cost.None);

    internal void Examine(Input input)
    {
        Inputs++;
        Guard(input.ToString, () =>
        {
            long started = Stopwatch.GetTimestamp();
            WorstRead = WorstRead.Or(Allocated(() => ReadAll(input.Link, input.Bytes, input.Length)), input.Bytes.Length, input);
            WorstExpression = WorstExpression.Or(Allocated(() => _ = Packet.Read(input.Link, input.Bytes, input.Length).ToString()),
                input.Bytes.Length, input);
            Slowest = Slowest.Or((long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, length: 0, input);
        });
    }

    /// <summary>The packet builds the same bytes, by itself and from its text, and its text says nothing needless (R5).</summary>
    internal void Rebuild(Input input) => Guard(input.ToString, () =>
    {
        if (input.Bytes.Length == 0) return;
        var packet = Packet.Read(input.Link, input.Bytes, input.Length);
        string text = packet.ToString();
        byte[] built = packet.ToBytes();
        if (!built.AsSpan().SequenceEqual(input.Bytes))
            throw new InvalidOperationException($"other bytes\n  {Convert.ToHexStringLower(built)} is built by {text}");
        byte[] parsed = Packet.Parse(text).ToBytes();
        if (!parsed.AsSpan().SequenceEqual(input.Bytes))
            throw new InvalidOperationException($"other bytes by the text\n  {Convert.ToHexStringLower(parsed)} is built by {text}");
        if (Needless(packet, input.Bytes) is { } field) throw new InvalidOperationException($"needless {field}\n  {text}");
    });

    // R5: a computed field is said only when building the rest would give another value.
    private static string? Needless(Packet packet, byte[] bytes)
    {
        for (int i = 0; i < packet.Layers.Count; i++)
            foreach (Assignment given in packet.Layers[i].Values.Where(v => v.Field.IsComputed))
                if (Without(packet, i, given) is { } rest && TryBuild(rest) is { } built && built.AsSpan().SequenceEqual(bytes))
                    return given.Field.Name;
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

    /// <summary>A capture file: its packets as any others, and its blocks described and copied.</summary>
    internal void Examine(byte[] file)
    {
        Inputs++;
        List<Input> packets = [];
        Guard(() => $"file {Convert.ToHexStringLower(file)}", () =>
        {
            WorstFile = WorstFile.Or(Math.Max(0, Allocated(() => Drain(file)) - Opening), file.Length, file);
            using MemoryStream stream = new(file);
            using CaptureReader reader = CaptureReader.Open(stream);
            while (reader.TryRead(out CapturedPacket packet) && packets.Count < 64)
                packets.Add(new("mutated file", packet.LinkType, packet.Data.ToArray(), (int)Math.Min(int.MaxValue, packet.Length)));
            _ = Blocks.Of(file);
        });
        foreach (Input packet in packets) Examine(packet);
        Inputs -= packets.Count;
    }

    internal void Guard(Func<string> input, Action act)
    {
        try
        {
            act();
        }
        catch (Exception e)
        {
            string failure = $"{e}\n  {input()}";
            if (Failures.TryAdd($"{e.GetType().Name}: {e.Message.Split('\n')[0]} {e.StackTrace?.Split('\n')[0]}", failure))
                Soak.Say(failure);
        }
    }

    private static long Allocated(Action act)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Drain(byte[] file)
    {
        using MemoryStream stream = new(file);
        using CaptureReader reader = CaptureReader.Open(stream);
        long kept = 0;
        while (reader.TryRead(out CapturedPacket packet)) kept += packet.Data.Length;
        Assert.True(kept <= 1032L * file.Length, $"{kept} packet bytes out of {file.Length}"); // deflate's best ratio
    }

    private void ReadAll(LinkType link, byte[] bytes, int length)
    {
        foreach (View layer in PacketView.Layers(link, bytes, length)) ReadFields(layer);
        _json.ResetWrittenCount();
        _writer.Reset(_json);
        _writer.WriteStartObject();
        LayerJson.WritePacket(_writer, PacketView.Layers(link, bytes, length));
        _writer.WriteEndObject();
        _writer.Flush();
    }

    private static void ReadFields(scoped in View layer)
    {
        foreach (Field field in layer.Kind.Table.InOrder)
        {
            if (!layer.Has(field)) continue;
            if (field is ScalarField scalar) layer.GetRaw(scalar);
            else if (field is BytesField data) Assert.True(layer.Get(data).Length <= layer.Bytes.Length);
            else if (field is RecordsField records)
                foreach (View record in layer.Records(records)) ReadFields(record);
        }
        Assert.True(layer.Header.Length + layer.Payload.Length == layer.Bytes.Length);
        Assert.NotNull(layer.Errors());
        Assert.True(Enum.IsDefined(layer.ChecksumStatus)); // which boxes nothing
    }
}
