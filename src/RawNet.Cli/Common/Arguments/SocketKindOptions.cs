using System.CommandLine;
using System.Net.Sockets;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--family</c>, <c>--type</c> and <c>--protocol</c>: which kind of socket.</summary>
/// <param name="usualRaw">Which raw IP socket is meant when no protocol is said.</param>
internal sealed class SocketKindOptions(EchoKind usualRaw = EchoKind.IpPackets) : IOptionGroup
{
    private static readonly SocketType[] _types =
    [
        SocketType.Stream, SocketType.Dgram, SocketType.Raw, SocketType.Rdm, SocketType.Seqpacket
    ];
    private static readonly SocketType[] _usualTypes = [SocketType.Stream, SocketType.Raw, SocketType.Seqpacket];

    private readonly Option<string> _family = new("--family")
    {
        Description = $"{ListOf(SocketFamily.All.Select(f => f.Name))}, or as in C: AF_INET",
        HelpName = "FAMILY",
        DefaultValueFactory = _ => "inet",
        Recursive = true,
        CompletionSources = { _ => SocketFamily.All.Select(f => f.Name) }
    };
    private readonly Option<string?> _type = new("--type")
    {
        Description = $"{ListOf(_types.Select(SocketKind.NameOf))}, or as in C: SOCK_STREAM; "
            + "stream unless said, raw or seqpacket where the family has no stream",
        HelpName = "TYPE",
        Recursive = true,
        CompletionSources = { _ => _types.Select(SocketKind.NameOf) }
    };
    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "a name or number: sctp, IPPROTO_SCTP, mptcp, udplite, icmp, CAN_BCM, 253, of packet an EtherType such as 0x88b5; "
            + "0 lets the kernel choose; "
            + $"the usual one unless said{(usualRaw == EchoKind.Icmp ? ", of raw ICMP" : "")}",
        HelpName = "N",
        Recursive = true
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_family, _type, _protocol]) command.Options.Add(option);
    }

    /// <summary>Whether the family was said; else it is inet.</summary>
    public bool SaysFamily(ParseResult parsed) => parsed.GetResult(_family) is { Implicit: false };

    /// <exception cref="UsageException">There is no such kind of socket; the message names those that exist.</exception>
    public SocketKind Of(ParseResult parsed)
    {
        string named = parsed.GetValue(_family)!;
        return Of(parsed, SocketWords.Family(named) ?? throw Unknown("family", named, SocketFamily.All.Select(f => f.Name)));
    }

    /// <summary>The same of another family than the one that was not said.</summary>
    /// <inheritdoc cref="Of(ParseResult)"/>
    public SocketKind Of(ParseResult parsed, SocketFamily family)
    {
        SocketType type = parsed.GetValue(_type) is { } word ? TypeNamed(word) : _usualTypes.First(t => IsOffered(family, t));
        SocketKind kind = Find(family, type, parsed.GetValue(_protocol));
        return kind.IsOffered
            ? kind
            : throw new UsageException($"{family} has no {kind.TypeName} sockets, in any kernel; "
                + $"it has {ListOf(_types.Where(t => IsOffered(family, t)).Select(SocketKind.NameOf))}");
    }

    private static SocketType TypeNamed(string word) =>
        SocketWords.Type(word) ?? throw Unknown("type", word, _types.Select(SocketKind.NameOf));

    private static bool IsOffered(SocketFamily family, SocketType type) => SocketCatalogue.Of(family, type).Any(c => c.IsOffered);

    private SocketKind Find(SocketFamily family, SocketType type, string? protocol)
    {
        IReadOnlyList<SocketKind> kinds = SocketCatalogue.Of(family, type);
        if (protocol is null) return (type == SocketType.Raw ? kinds.FirstOrDefault(c => c.Echo == usualRaw) : null) ?? kinds[0];
        return (SocketWords.Protocol(family, type, protocol) is { } number ? SocketCatalogue.Find(family, type, number) : null)
            ?? throw new UsageException($"there is no protocol '{protocol}' for {family} {SocketKind.NameOf(type)}; "
                + $"there are {ListOf(kinds.Select(c => c.ProtocolName))}");
    }

    private static UsageException Unknown(string what, string? given, IEnumerable<string> right) =>
        new($"there is no {what} '{given}'; there are {ListOf(right)}");

    private static string ListOf(IEnumerable<string> words) => string.Join(", ", words);
}
