using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using RawNet.Cli.Inspection;

namespace RawNet.Cli.Options;

/// <summary><c>--family</c>, <c>--type</c> and <c>--protocol</c> of the socket whose options are asked.</summary>
internal sealed class SocketKindOptions
{
    private static readonly Dictionary<string, int> _families = new() { ["unix"] = SocketKind.Unix, ["inet"] = SocketKind.Inet, ["inet6"] = SocketKind.Inet6, ["packet"] = SocketKind.Packet };
    private static readonly Dictionary<string, int> _protocols = new() { ["icmp"] = 1, ["igmp"] = 2, ["tcp"] = 6, ["udp"] = 17, ["icmpv6"] = 58, ["sctp"] = 132, ["udplite"] = 136, ["mptcp"] = 262 };
    private static readonly Dictionary<string, int> _types = Enum.GetValues<SocketType>().Where(t => t > 0).ToDictionary(t => t.ToString().ToLowerInvariant(), t => (int)t);

    private readonly Option<string> _family = new("--family") { Description = $"{string.Join(", ", _families.Keys)} or a number; inet unless said", HelpName = "F", DefaultValueFactory = _ => "inet", Recursive = true };
    private readonly Option<string?> _type = new("--type") { Description = $"{string.Join(", ", _types.Keys)}; stream unless said, of packet raw", HelpName = "T", Recursive = true };
    private readonly Option<string?> _protocol = new("--protocol") { Description = "a number or icmp, udp ...; the usual one unless said, of raw ICMP", HelpName = "P", Recursive = true };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_family, _type, _protocol]) command.Options.Add(option);
    }

    public SocketKind Of(ParseResult parsed)
    {
        int family = Number("family", parsed.GetValue(_family)!, _families);
        var type = (SocketType)(parsed.GetValue(_type) is { } word ? Number("type", word, _types) : (int)(family == SocketKind.Packet ? SocketType.Raw : SocketType.Stream));
        return new SocketKind(family, type, parsed.GetValue(_protocol) is { } protocol ? Number("protocol", protocol, _protocols) : UsualOf(family, type));
    }

    private static int UsualOf(int family, SocketType type) => (family, type) switch
    {
        (SocketKind.Inet, SocketType.Raw) => (int)ProtocolType.Icmp,
        (SocketKind.Inet6, SocketType.Raw) => (int)ProtocolType.IcmpV6,
        _ => 0,
    };

    private static int Number(string what, string given, Dictionary<string, int> names)
    {
        if (names.TryGetValue(given, out int named)) return named;
        bool isHex = given.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(isHex ? given.AsSpan(2) : given, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new UsageException($"there is no {what} '{given}'; there are {string.Join(", ", names.Keys)}, and numbers");
    }
}
