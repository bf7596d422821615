namespace RawNet.Sockets;

/// <summary>A level of setsockopt(2) on which options are declared, one line each: <c>Level.Int("IP_TTL", 2)</c>.
/// Also for options this library does not have.</summary>
/// <param name="name">C's name: <c>IPPROTO_IP</c>.</param>
/// <param name="number">The second argument of setsockopt(2).</param>
public sealed class OptionLevel(string name, int number)
{
    private readonly List<SocketOption> _options = [];

    /// <summary>C's name: <c>IPPROTO_IP</c>.</summary>
    public string Name => name;

    /// <summary>The second argument of setsockopt(2).</summary>
    public int Number => number;

    /// <summary>What was declared so far, in order.</summary>
    public IReadOnlyList<SocketOption> Options => _options;

    /// <summary>A C int.</summary>
    public SocketOption<int> Int(string option, int optionNumber, OptionFacts? facts = null) =>
        Of(option, optionNumber, OptionCodecs.Int, facts);

    /// <summary>A C int that is 0 or 1.</summary>
    public SocketOption<bool> Flag(string option, int optionNumber, OptionFacts? facts = null) =>
        Of(option, optionNumber, OptionCodecs.Flag, facts);

    /// <summary>Bytes, at most as many as the size says; none clears the option.</summary>
    public SocketOption<byte[]> Bytes(string option, int optionNumber,
        OptionFacts? facts = null, int size = OptionCodecs.HeaderOptionBytes) =>
        Of(option, optionNumber, OptionCodecs.Bytes(size), facts);

    /// <summary>A name; empty clears the option.</summary>
    public SocketOption<string> Text(string option, int optionNumber, OptionFacts? facts = null) =>
        Of(option, optionNumber, OptionCodecs.Text, facts);

    /// <summary>A C int with named values.</summary>
    public SocketOption<T> Enum<T>(string option, int optionNumber, OptionFacts? facts = null)
        where T : struct, Enum => Of(option, optionNumber, OptionCodecs.Enum<T>(), facts);

    /// <summary>A value of any other shape.</summary>
    public SocketOption<T> Of<T>(string option, int optionNumber, OptionCodec<T> codec, OptionFacts? facts = null) =>
        Add(new SocketOption<T>(option, this, optionNumber, codec, facts ?? OptionFacts.Unknown));

    internal T Add<T>(T option)
        where T : SocketOption
    {
        _options.Add(option);
        return option;
    }
}
