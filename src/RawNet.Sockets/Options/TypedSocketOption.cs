namespace RawNet.Sockets;

/// <summary>A socket option: level, number and type said once. Declared by <see cref="OptionLevel"/>,
/// used with <see cref="KernelSocket.Set{T}"/> and <see cref="KernelSocket.Get{T}"/>.</summary>
public sealed class SocketOption<T> : SocketOption
{
    internal SocketOption(string name, OptionLevel level, int number, OptionCodec<T> codec, OptionFacts facts)
        : base(name, level, number, facts) => Codec = codec;

    /// <summary>How a value crosses the system call.</summary>
    public OptionCodec<T> Codec { get; }

    /// <inheritdoc/>
    public override string Shape => Codec.Shape;

    /// <inheritdoc/>
    public override string GetText(KernelSocket socket) => Codec.Format(socket.Get(this));

    /// <inheritdoc/>
    public override void SetText(KernelSocket socket, string text) => socket.Set(this, Codec.Parse(text));
}
