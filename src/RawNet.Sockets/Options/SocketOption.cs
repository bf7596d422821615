namespace RawNet.Sockets;

/// <summary>A socket option without its type: what a list, a look-up by name and a command line need.</summary>
/// <param name="name">The documents' name: <c>IP_TTL</c>.</param>
/// <param name="level">The second argument of setsockopt(2).</param>
/// <param name="number">The third.</param>
public abstract class SocketOption(string name, int level, int number)
{
    /// <summary>Every option declared in this library.</summary>
    public static IReadOnlyList<SocketOption> All { get; } = [.. GeneralOption.All, .. IpOption.All, .. Ipv6Option.All, .. IcmpOption.All, .. PacketOption.All];

    /// <summary>The documents' name: <c>IP_TTL</c>.</summary>
    public string Name => name;

    /// <summary>The second argument of setsockopt(2).</summary>
    public int Level => level;

    /// <summary>The third argument of setsockopt(2).</summary>
    public int Number => number;

    /// <summary>The declared option of this name, in any case, or null.</summary>
    public static SocketOption? Find(string name) => All.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The socket's value as text.</summary>
    public abstract string GetText(KernelSocket socket);

    /// <summary>Sets the value that the text means.</summary>
    /// <exception cref="FormatException">The text is no value of this option.</exception>
    public abstract void SetText(KernelSocket socket, string text);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
