using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>Walks and writes control messages as cmsg(3) lays them out: each starts at a multiple of the word size.</summary>
internal ref struct ControlMessages(ReadOnlySpan<byte> control)
{
    private static readonly int _headerLength = Unsafe.SizeOf<ControlHeader>();
    private ReadOnlySpan<byte> _rest = control;

    public int Level { get; private set; }

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>False at the end, and at a header whose length cannot be.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < _headerLength)
            return false;
        ControlHeader header = MemoryMarshal.Read<ControlHeader>(_rest);
        if (header.cmsg_len < (nuint)_headerLength || header.cmsg_len > (nuint)_rest.Length)
            return false;
        int length = (int)header.cmsg_len;
        Level = header.cmsg_level;
        Type = header.cmsg_type;
        Data = _rest[_headerLength..length];
        _rest = _rest[Math.Min(Aligned(length), _rest.Length)..];
        return true;
    }

    public readonly T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Data);

    /// <summary>Writes one message at the start of the bytes and returns how many it takes there, padding included.</summary>
    public static int Write<T>(Span<byte> control, int level, int type, T value)
        where T : unmanaged
    {
        int size = _headerLength + Unsafe.SizeOf<T>();
        MemoryMarshal.Write(control, new ControlHeader { cmsg_len = (nuint)size, cmsg_level = level, cmsg_type = type });
        MemoryMarshal.Write(control[_headerLength..], value);
        return Aligned(size);
    }

    private static int Aligned(int length) => (length + nint.Size - 1) & -nint.Size;
}
