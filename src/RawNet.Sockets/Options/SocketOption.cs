using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A socket option without its type: what a list, a look-up by name and a command line need.</summary>
public abstract class SocketOption
{
    private protected SocketOption(string name, OptionLevel level, int number, OptionFacts facts)
    {
        Name = name;
        DeclaredOn = level;
        Number = number;
        Facts = facts;
    }

    /// <summary>Every option declared in this library.</summary>
    public static IReadOnlyList<SocketOption> All { get; } =
        [.. GeneralOption.All, .. IpOption.All, .. Ipv6Option.All, .. TcpOption.All, .. IcmpOption.All, .. PacketOption.All];

    /// <summary>The documents' name: <c>IP_TTL</c>.</summary>
    public string Name { get; }

    /// <summary>The level with its name.</summary>
    public OptionLevel DeclaredOn { get; }

    /// <summary>The second argument of setsockopt(2).</summary>
    public int Level => DeclaredOn.Number;

    /// <summary>The third argument of setsockopt(2).</summary>
    public int Number { get; }

    /// <summary>Default, range, who may set it, and what the kernel does with it.</summary>
    public OptionFacts Facts { get; }

    /// <summary>The value's type and how it is typed: <c>int</c>, <c>GROUP[@SOURCE][%IF]</c>.</summary>
    public abstract string Shape { get; }

    /// <summary>The first declared option of this name, in any case, or null.</summary>
    public static SocketOption? Find(string name) => All.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The socket's value as text.</summary>
    internal abstract string ReadText(SafeDescriptor socket);

    /// <summary>Sets the value that the text means.</summary>
    /// <exception cref="FormatException">The text is no value of this option.</exception>
    internal abstract void WriteText(SafeDescriptor socket, string text);

    /// <summary>What setsockopt(2) was refused with.</summary>
    private protected SystemCallException Refusal(int error, string value)
    {
        string operation = $"setsockopt({Name})";
        return error == (int)ErrorNumber.EPERM && IsGivenToRaw
            ? new(operation, error, value, ErrorFix.NeedsRaw)
            : new(operation, error, value);
    }

    // A program may have declared an option of this name again, without the facts. The two are anyone's but for some values.
    private bool IsGivenToRaw => Name is "SO_BINDTODEVICE" or "SO_PRIORITY"
        || (Find(Name) ?? this).Facts.Right is OptionRight.NetRaw or OptionRight.NetRawOrNetAdmin;
}
