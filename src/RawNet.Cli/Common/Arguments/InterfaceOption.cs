using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Arguments;

/// <summary>The interface that was chosen, and the address when it was chosen by one.</summary>
internal sealed record InterfaceChoice(Link Link, IPAddress? Address)
{
    /// <summary>The address, when it is of this family.</summary>
    public IPAddress? AddressOf(AddressFamily family) => Address?.AddressFamily == family ? Address : null;
}

/// <summary><c>-I IF|ADDRESS</c>.</summary>
internal sealed class InterfaceOption : Option<string?>
{
    private const string All = "any"; // libpcap's name

    /// <param name="hasInterval">Whether <c>-i</c> is an interval of the verb; else it is the interface too, as in tcpdump.</param>
    public InterfaceOption(bool hasInterval = false) : base("-I", hasInterval ? ["--interface"] : ["-i", "--interface"])
    {
        (Description, HelpName) = ("the interface, by its name or by an address of it", "IF|ADDRESS");
        CompletionSources.Add(_ => Link.All().Select(link => link.Name));
    }

    /// <summary>The choice in the namespace of this thread; null when none was made.</summary>
    /// <exception cref="BadInputException">There is no such interface; the message names those that exist.</exception>
    public InterfaceChoice? Of(ParseResult parsed) => parsed.GetValue(this) is { } name ? Find(name) : null;

    /// <summary>The same of a verb that cannot do without.</summary>
    /// <exception cref="UsageException">None was named, or there is no such interface.</exception>
    public InterfaceChoice Demand(ParseResult parsed, string reason) =>
        Of(parsed) ?? throw new UsageException($"{reason}: say which by -I, one of {NamesOf(Link.All())}");

    /// <summary>The same where <c>any</c>, unless an interface is called so, means all as none does.</summary>
    /// <inheritdoc cref="Of"/>
    public InterfaceChoice? OneOf(ParseResult parsed) =>
        parsed.GetValue(this) is All && !Link.All().Any(link => link.Name == All) ? null : Of(parsed);

    private static InterfaceChoice Find(string name)
    {
        IReadOnlyList<Link> links = Link.All();
        if (links.FirstOrDefault(l => l.Name == name) is { } link) return new(link, null);
        if (!AddressText.TryParse(name, out IPAddress? address))
            throw new BadInputException($"there is no interface '{name}'; there are {NamesOf(links)}");
        InterfaceChoice[] owners =
        [
            .. links.SelectMany(l => l.Addresses().Where(a => IsMeant(a.Address, address!)).Select(a => new InterfaceChoice(l, a.Address)))
        ];
        if (owners.Length == 0) throw new BadInputException($"no interface has the address {name}; there are {NamesOf(links)}");
        bool isVague = owners.Length > 1 && owners[0].Address!.IsIPv6LinkLocal;
        return isVague
            ? throw new UsageException(
                $"several interfaces have the address {name}: say {string.Join(" or ", owners.Select(o => $"{name}%{o.Link.Name}"))}")
            : owners[0];
    }

    // An address of a link has the link's scope; the one that was typed may leave it open.
    private static bool IsMeant(IPAddress own, IPAddress typed) =>
        own.GetAddressBytes().AsSpan().SequenceEqual(typed.GetAddressBytes())
        && (typed.AddressFamily != AddressFamily.InterNetworkV6 || typed.ScopeId == 0 || typed.ScopeId == own.ScopeId);

    /// <summary>The names of the interfaces, for a message that says what would be right.</summary>
    public static string NamesOf(IEnumerable<Link> links) => string.Join(", ", links.Select(l => l.Name));
}
