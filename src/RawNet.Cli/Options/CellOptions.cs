using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets;

namespace RawNet.Cli.Options;

/// <summary><c>--family</c>, <c>--type</c>, <c>--protocol</c> and an address: which kind of socket, and where.</summary>
internal sealed class CellOptions
{
    private static readonly SocketType[] _types = [SocketType.Stream, SocketType.Dgram, SocketType.Raw, SocketType.Rdm, SocketType.Seqpacket];

    private readonly Option<string> _family = new("--family") { Description = $"{ListOf(SocketFamily.All.Select(f => f.Name))}; inet unless said", HelpName = "FAMILY", DefaultValueFactory = _ => "inet" };
    private readonly Option<string> _type = new("--type") { Description = $"{ListOf(_types.Select(SocketCell.NameOf))}; stream unless said", HelpName = "TYPE", DefaultValueFactory = _ => "stream" };
    private readonly Option<string?> _protocol = new("--protocol") { Description = "a name or number: sctp, mptcp, udplite, icmp, 253, of packet an EtherType such as 0x88b5; the usual one unless said", HelpName = "N" };
    private readonly Argument<string> _address = new("ADDRESS") { Description = $"as the family writes it: {string.Join(", ", SocketFamily.All.Select(f => f.Address.Example).Distinct())}; raw inet without a port" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_family, _type, _protocol]) command.Options.Add(option);
        command.Arguments.Add(_address);
    }

    /// <exception cref="UsageException">There is no such kind of socket; the message names those that exist.</exception>
    public SocketCell Cell(ParseResult parsed)
    {
        SocketFamily family = SocketFamily.All.FirstOrDefault(f => f.Name == parsed.GetValue(_family)) ?? throw Unknown("family", parsed.GetValue(_family), SocketFamily.All.Select(f => f.Name));
        string word = parsed.GetValue(_type)!;
        SocketType type = _types.Cast<SocketType?>().FirstOrDefault(t => SocketCell.NameOf(t!.Value) == word) ?? throw Unknown("type", word, _types.Select(SocketCell.NameOf));
        SocketCell cell = Find(family, type, parsed.GetValue(_protocol));
        return cell.IsOffered
            ? cell
            : throw new UsageException($"{family} has no {word} sockets, in any kernel; it has {ListOf(_types.Where(t => SocketCatalogue.Of(family, t).Any(c => c.IsOffered)).Select(SocketCell.NameOf))}");
    }

    /// <exception cref="UsageException">The address is none of the family.</exception>
    public EndPoint Address(ParseResult parsed, SocketCell cell)
    {
        try
        {
            return cell.Family.Address.Parse(parsed.GetValue(_address)!, cell);
        }
        catch (FormatException fault)
        {
            throw new UsageException(fault.Message);
        }
        catch (SystemCallException fault) when (fault.Operation == "interface")
        {
            throw new UsageException($"there is no interface '{fault.Subject}'; there are {InterfaceOption.NamesOf(Link.All())}");
        }
    }

    private static SocketCell Find(SocketFamily family, SocketType type, string? protocol)
    {
        if (protocol is null) return SocketCatalogue.Find(family, type)!;
        IReadOnlyList<SocketCell> cells = SocketCatalogue.Of(family, type);
        SocketCell? named = cells.FirstOrDefault(c => c.ProtocolName == protocol);
        bool isHex = protocol.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = int.TryParse(isHex ? protocol.AsSpan(2) : protocol, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return named ?? (isNumber ? SocketCatalogue.Find(family, type, number) : null)
            ?? throw Unknown($"protocol for {family} {SocketCell.NameOf(type)}", protocol, cells.Select(c => c.ProtocolName));
    }

    private static UsageException Unknown(string what, string? given, IEnumerable<string> right) => new($"there is no {what} '{given}'; there are {ListOf(right)}");

    private static string ListOf(IEnumerable<string> words) => string.Join(", ", words);
}
