using System.Buffers;
using System.Text.Json;

namespace RawNet.Cli.Common.Json;

/// <summary>What a run says as NDJSON: one object a line, each beginning with its "event", the first "start" and the last "summary"
/// whatever became of the run. The buffer is reused, so nothing is allocated per line.</summary>
internal sealed class JsonLines : IDisposable
{
    private const int FullEnough = 1 << 16;

    private readonly LineBuffer _buffer;
    private readonly Utf8JsonWriter _writer;
    private readonly string _schema;
    private Action<Utf8JsonWriter>? _summary;

    /// <param name="output">Gets UTF-8.</param>
    /// <param name="schema">What the objects are, as rawnet.ping/1.</param>
    public JsonLines(Stream output, string schema)
    {
        (_buffer, _schema) = (new(output), schema);
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Opens an object; members follow on the writer until <see cref="End"/>.</summary>
    public Utf8JsonWriter Begin(ReadOnlySpan<byte> @event)
    {
        _writer.WriteStartObject();
        _writer.WriteString("event"u8, @event);
        return _writer;
    }

    /// <summary>Whether the first object was begun.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Opens the first object of a run.</summary>
    public Utf8JsonWriter BeginStart()
    {
        HasStarted = true;
        Utf8JsonWriter writer = Begin("start"u8);
        writer.WriteString("schema"u8, _schema);
        return writer;
    }

    /// <summary>What the last object of the run says. <see cref="Close"/> writes it: what became of the run is not known before.</summary>
    public void Summarize(Action<Utf8JsonWriter> members) => _summary = members;

    /// <summary>Closes the object and its line.</summary>
    public void End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        _writer.Reset();
        _buffer.Add((byte)'\n');
        if (_buffer.Count >= FullEnough) Flush();
    }

    /// <summary>Ends the run: its first and last object are there also where the verb came to neither.</summary>
    /// <param name="status">The exit status.</param>
    /// <param name="failure">Why it is not 0; null where nothing failed.</param>
    public void Close(int status, Exception? failure)
    {
        if (!HasStarted)
        {
            BeginStart();
            End();
        }
        Utf8JsonWriter writer = Begin("summary"u8);
        _summary?.Invoke(writer);
        writer.WriteNumber("exit"u8, status);
        if (failure is not null) FailureJson.Write(writer, failure);
        End();
        Flush();
    }

    /// <summary>Ends the object and hands it over with what waits.</summary>
    public void EndNow()
    {
        End();
        Flush();
    }

    /// <summary>Hands over what is written so far, for readers that wait.</summary>
    public void Flush() => _buffer.HandOver();

    public void Dispose() => _writer.Dispose();

    /// <summary>Grows to the longest line and then stays.</summary>
    private sealed class LineBuffer(Stream output) : IBufferWriter<byte>
    {
        private byte[] _bytes = new byte[2 * FullEnough];

        public int Count { get; private set; }

        public void HandOver()
        {
            int count = Count;
            Count = 0; // also when it is not taken: what follows is no repetition
            output.Write(_bytes.AsSpan(0, count));
            output.Flush();
        }

        public void Add(byte value)
        {
            GetSpan(1)[0] = value;
            Advance(1);
        }

        public void Advance(int count) => Count += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Reserve(sizeHint);
            return _bytes.AsMemory(Count);
        }

        public Span<byte> GetSpan(int sizeHint = 0)
        {
            Reserve(sizeHint);
            return _bytes.AsSpan(Count);
        }

        private void Reserve(int sizeHint)
        {
            int needed = Count + Math.Max(sizeHint, 256);
            if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, 2 * _bytes.Length));
        }
    }
}
