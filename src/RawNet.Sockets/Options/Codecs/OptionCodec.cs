namespace RawNet.Sockets;

/// <summary>Writes a value for setsockopt(2) and returns its length.</summary>
public delegate int WriteOption<in T>(T value, Span<byte> bytes);

/// <summary>Reads what getsockopt(2) returned, cut to the length it returned.</summary>
public delegate T ReadOption<out T>(ReadOnlySpan<byte> bytes);

/// <summary>How values of one type cross setsockopt(2) and getsockopt(2), and how they are typed and shown.</summary>
/// <param name="Size">Room for the longest value in bytes.</param>
/// <param name="Write">To the kernel.</param>
/// <param name="Read">From the kernel.</param>
/// <param name="Parse">From text; FormatException when it is none.</param>
/// <param name="Format">To text that <paramref name="Parse"/> reads again.</param>
public sealed record OptionCodec<T>(int Size, WriteOption<T> Write, ReadOption<T> Read, Func<string, T> Parse, Func<T, string> Format)
{
    /// <summary>How it is typed, in few words: <c>int</c>, <c>GROUP[@SOURCE][%IF]</c>.</summary>
    public string Shape { get; init; } = "";
}
