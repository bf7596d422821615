using System.Net;

namespace RawNet.Sockets;

/// <summary>One group, or one source of a group, on one interface (RFC 3678); as text <c>GROUP[@SOURCE][%IF]</c>.</summary>
/// <param name="Interface">Index 0 lets the kernel choose by its routes.</param>
/// <param name="Group">The multicast address.</param>
/// <param name="Source">Null for the options that take no source.</param>
public readonly record struct Membership(MulticastInterface Interface, IPAddress Group, IPAddress? Source = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Group}{(Source is null ? "" : $"@{Source}")}%{Interface}";

    internal static Membership Parse(string text)
    {
        (string addresses, MulticastInterface at) = SplitInterface(text);
        string[] parts = addresses.Split('@', 2);
        return new Membership(at, IPAddress.Parse(parts[0]), parts.Length > 1 ? IPAddress.Parse(parts[1]) : null);
    }

    internal static (string Before, MulticastInterface At) SplitInterface(string text)
    {
        int percent = text.LastIndexOf('%');
        return percent < 0 ? (text, 0) : (text[..percent], MulticastInterface.Parse(text[(percent + 1)..]));
    }
}
