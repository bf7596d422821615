using System.Text.Json;

namespace RawNet.Wire;

/// <summary>A number space in which one layer names the next: EtherTypes, IP protocol numbers, link types.</summary>
/// <param name="name">As people call it.</param>
/// <param name="otherwise">The number that building writes when nothing or undeclared bytes follow.</param>
public sealed class Demux(string name, ulong otherwise)
{
    /// <summary>As people call it: "EtherType".</summary>
    public string Name => name;

    internal ulong Otherwise => otherwise;

    /// <summary>A number of its own says that nothing follows, so any other says that something does.</summary>
    internal bool CanSayNothing { get; init; }

    /// <summary>IANA's names of the numbers, in kebab-case; null where people use the numbers.</summary>
    internal IReadOnlyDictionary<ulong, string>? Names { get; init; }
}

/// <summary>A family of message kinds that share a place in the stack: "ip", "icmp", "igmp".</summary>
public sealed class Protocol
{
    private readonly (Demux Space, ulong Number)[] _numbers;

    /// <summary>Declares a protocol by Wireshark's name and the numbers that lead to it; the first number of a space
    /// is the one that building writes.</summary>
    public Protocol(string name, params (Demux Space, ulong Number)[] numbers) =>
        (Name, JsonName, _numbers) = (name, JsonEncodedText.Encode(name), numbers);

    /// <summary>Wireshark's short name, "proto" in JSON.</summary>
    public string Name { get; }

    internal JsonEncodedText JsonName { get; }

    internal IReadOnlyList<(Demux Space, ulong Number)> Numbers => _numbers;

    /// <summary>Whether a number that leads to the protocol has this name at IANA: "ipv6-icmp".</summary>
    internal bool IsCalled(string name) =>
        _numbers.Any(n => n.Space.Names?.GetValueOrDefault(n.Number)?.Equals(name, StringComparison.OrdinalIgnoreCase) ?? false);

    internal ulong? NumberIn(Demux space)
    {
        foreach ((Demux s, ulong number) in _numbers)
            if (s == space) return number;
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
