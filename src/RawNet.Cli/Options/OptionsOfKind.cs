using System.Net.Sockets;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Options;

/// <summary>Which options a kind of socket has.</summary>
internal static class OptionsOfKind
{
    /// <summary>The options of the levels that such a socket has.</summary>
    public static IEnumerable<SocketOption> Options(this SocketKind kind) =>
        SocketOption.All.Where(option => kind.Has(option.DeclaredOn.Name));

    /// <summary>The option of this name: of a level that the socket has, if there is one.</summary>
    /// <exception cref="UsageException">There is none; the message names those that are near.</exception>
    public static SocketOption OptionNamed(this SocketKind kind, string name) =>
        kind.Options().FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? SocketOption.Find(name) ?? throw Unknown(name);

    private static bool Has(this SocketKind kind, string level) => level switch
    {
        "SOL_SOCKET" => true,
        "IPPROTO_IP" => kind.Family == SocketFamily.Inet,
        "IPPROTO_IPV6" => kind.Family == SocketFamily.Inet6,
        "IPPROTO_TCP" => kind is { Type: SocketType.Stream, Protocol: (int)ProtocolType.Tcp },
        "SOL_RAW" => kind.Family == SocketFamily.Inet && kind.Echo == EchoKind.Icmp,
        "IPPROTO_ICMPV6" => kind.Family == SocketFamily.Inet6 && kind.Echo == EchoKind.Icmp,
        "SOL_PACKET" => kind.Family == SocketFamily.Packet,
        _ => throw new InvalidOperationException($"which sockets have the options of {level} is to be said in OptionsOfKind.cs"),
    };

    private static UsageException Unknown(string name)
    {
        string word = name.ToUpperInvariant();
        IEnumerable<string> near = SocketOption.All.Select(o => o.Name).Distinct()
            .OrderBy(n => n.Contains(word, StringComparison.Ordinal) || PrefixOf(n) == PrefixOf(word) ? 0 : 1)
            .ThenBy(n => n.Contains(word, StringComparison.Ordinal) ? 0 : Spelling.Distance(n, word))
            .ThenBy(n => n, StringComparer.Ordinal).Take(5);
        return new UsageException(
            $"there is no option '{name}'; near are {string.Join(", ", near)}; 'rawnet options' lists those of a socket");
    }

    // SO_, IP_, IPV6_ and so on: whoever has typed one means its options. Words without one share the empty prefix with none.
    private static string PrefixOf(string name) => name.IndexOf('_', StringComparison.Ordinal) is > 0 and int end ? name[..(end + 1)] : "";
}
