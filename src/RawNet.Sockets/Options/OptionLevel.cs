namespace RawNet.Sockets;

/// <summary>A level of setsockopt(2) on which options are declared, one line each: <c>Level.Int("IP_TTL", 2)</c>. Also for options this library does not have.</summary>
/// <param name="level">The second argument of setsockopt(2).</param>
public sealed class OptionLevel(int level)
{
    private readonly List<SocketOption> options = [];

    /// <summary>What was declared so far, in order.</summary>
    public IReadOnlyList<SocketOption> Options => options;

    /// <summary>A C int.</summary>
    public SocketOption<int> Int(string name, int number) => Of(name, number, OptionCodecs.Int);

    /// <summary>A C int that is 0 or 1.</summary>
    public SocketOption<bool> Flag(string name, int number) => Of(name, number, OptionCodecs.Flag);

    /// <summary>Up to 40 bytes; none clears the option.</summary>
    public SocketOption<byte[]> Bytes(string name, int number) => Of(name, number, OptionCodecs.Bytes);

    /// <summary>A name; empty clears the option.</summary>
    public SocketOption<string> Text(string name, int number) => Of(name, number, OptionCodecs.Text);

    /// <summary>A C int with named values.</summary>
    public SocketOption<T> Enum<T>(string name, int number)
        where T : struct, Enum => Of(name, number, OptionCodecs.Enum<T>());

    /// <summary>A value of any other shape.</summary>
    public SocketOption<T> Of<T>(string name, int number, OptionCodec<T> codec)
    {
        SocketOption<T> option = new(name, level, number, codec);
        options.Add(option);
        return option;
    }
}
