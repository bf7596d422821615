using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A socket option: level, number and type said once. Declared by <see cref="OptionLevel"/>,
/// used with <see cref="KernelSocket.Set{T}"/> and <see cref="KernelSocket.Get{T}"/>.</summary>
public sealed class SocketOption<T> : SocketOption
{
    private const int OnStack = 1024;

    internal SocketOption(string name, OptionLevel level, int number, OptionCodec<T> codec, OptionFacts facts)
        : base(name, level, number, facts) => Codec = codec;

    /// <summary>How a value crosses the system call.</summary>
    public OptionCodec<T> Codec { get; }

    /// <inheritdoc/>
    public override string Shape => Codec.Shape;

    /// <summary>setsockopt(2).</summary>
    internal void Set(SafeDescriptor socket, T value)
    {
        int size = Codec.Size;
        Span<byte> bytes = size <= OnStack ? stackalloc byte[size] : new byte[size];
        int length = Codec.Write(value, bytes);
        int result = OptionCalls.Set(socket, Level, Number, bytes[..length]);
        if (result < 0)
            throw Refusal(-result, Codec.Format(value));
    }

    /// <summary>getsockopt(2).</summary>
    internal T Get(SafeDescriptor socket)
    {
        int size = Codec.Size;
        return Ask(socket, size <= OnStack ? stackalloc byte[size] : new byte[size]);
    }

    /// <summary>getsockopt(2) with something written into the buffer.</summary>
    internal T Ask(SafeDescriptor socket, Span<byte> bytes)
    {
        int result = OptionCalls.Get(socket, Level, Number, bytes);
        return result < 0 ? throw new SystemCallException($"getsockopt({Name})", -result) : Codec.Read(bytes[..result]);
    }

    internal override string ReadText(SafeDescriptor socket) => Codec.Format(Get(socket));

    internal override void WriteText(SafeDescriptor socket, string text) => Set(socket, Codec.Parse(text));
}
