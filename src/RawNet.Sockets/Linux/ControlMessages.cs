using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>Walks and writes control messages as cmsg(3) lays them out: each starts at a multiple of the word size.</summary>
internal ref struct ControlMessages(ReadOnlySpan<byte> control)
{
    private static readonly int HeaderLength = Unsafe.SizeOf<ControlHeader>();
    private ReadOnlySpan<byte> rest = control;

    public int Level { get; private set; }

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>False at the end, and at a header whose length cannot be.</summary>
    public bool MoveNext()
    {
        if (rest.Length < HeaderLength)
            return false;
        ControlHeader header = MemoryMarshal.Read<ControlHeader>(rest);
        if (header.cmsg_len < (nuint)HeaderLength || header.cmsg_len > (nuint)rest.Length)
            return false;
        int length = (int)header.cmsg_len;
        Level = header.cmsg_level;
        Type = header.cmsg_type;
        Data = rest[HeaderLength..length];
        rest = rest[Math.Min(Aligned(length), rest.Length)..];
        return true;
    }

    public readonly T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Data);

    /// <summary>Writes one message at the start of the bytes and returns how many it takes there, padding included.</summary>
    public static int Write<T>(Span<byte> control, int level, int type, T value)
        where T : unmanaged
    {
        int size = HeaderLength + Unsafe.SizeOf<T>();
        MemoryMarshal.Write(control, new ControlHeader { cmsg_len = (nuint)size, cmsg_level = level, cmsg_type = type });
        MemoryMarshal.Write(control[HeaderLength..], value);
        return Aligned(size);
    }

    private static int Aligned(int length) => (length + nint.Size - 1) & -nint.Size;
}
