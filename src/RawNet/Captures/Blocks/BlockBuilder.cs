using System.Text;
using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>Lays out one pcapng block at a time in a buffer that is kept, so that it goes out in one write.</summary>
internal sealed class BlockBuilder(ByteOrder order)
{
    private byte[] _buffer = new byte[2048];
    private int _length;
    private bool _hasOptions;

    internal void Begin(BlockType type)
    {
        _length = 0;
        _hasOptions = false;
        Add((uint)type);
        Add(0u);
    }

    internal void Add(ushort value) => order.Put(Room(sizeof(ushort)), value);

    internal void Add(uint value) => order.Put(Room(sizeof(uint)), value);

    internal void Add(ulong value) => order.Put(Room(sizeof(ulong)), value);

    /// <summary>A timestamp is two 32-bit halves, the upper one first in both orders (4.3).</summary>
    internal void AddTime(ulong units)
    {
        Add((uint)(units >> 32));
        Add((uint)units);
    }

    /// <summary>Padded to 4 with zeros (3.1).</summary>
    internal void AddPadded(ReadOnlySpan<byte> bytes)
    {
        Span<byte> room = Room(BlockOptions.Padded(bytes.Length));
        bytes.CopyTo(room);
        room[bytes.Length..].Clear();
    }

    internal void AddOption(ushort code, ReadOnlySpan<byte> value)
    {
        if (value.Length > ushort.MaxValue)
            throw new ArgumentException($"an option holds at most {ushort.MaxValue} bytes, not {value.Length}", nameof(value));
        AddOptionHeader(code, (ushort)value.Length);
        AddPadded(value);
    }

    internal void AddOption(ushort code, uint value)
    {
        AddOptionHeader(code, sizeof(uint));
        Add(value);
    }

    internal void AddOption(ushort code, ulong value)
    {
        AddOptionHeader(code, sizeof(ulong));
        Add(value);
    }

    /// <summary>Nothing for null. The file's text is UTF-8: other bytes are written as they are shown.</summary>
    internal void AddOption(ushort code, string? text)
    {
        if (text is not null)
            AddOption(code, Encoding.UTF8.GetBytes(NativeText.Shown(text)));
    }

    /// <summary>opt_endofopt, if there are options to end (3.5).</summary>
    internal void EndOptions()
    {
        if (_hasOptions)
            AddOptionHeader(OptionCode.End, 0);
    }

    /// <summary>The whole block with both lengths set; valid until the next <see cref="Begin"/>.</summary>
    /// <exception cref="ArgumentException">It is longer than readers take.</exception>
    internal ReadOnlySpan<byte> Finish()
    {
        uint total = (uint)(_length + Block.TrailerSize);
        if (total > Block.LargestSize)
            throw new ArgumentException($"a block has at most {Block.LargestSize} bytes, not {total}: its options are too long");
        Add(total);
        order.Put(_buffer.AsSpan(sizeof(uint)), total);
        return _buffer.AsSpan(0, _length);
    }

    private void AddOptionHeader(ushort code, ushort length)
    {
        _hasOptions = true;
        Add(code);
        Add(length);
    }

    private Span<byte> Room(int count)
    {
        int end = _length + count;
        if (end > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(end, _buffer.Length * 2));
        Span<byte> room = _buffer.AsSpan(_length, count);
        _length = end;
        return room;
    }
}
