using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets;

namespace RawNet.Cli.Options;

/// <summary>The interface that was chosen, and the address when it was chosen by one.</summary>
internal sealed record InterfaceChoice(Link Link, IPAddress? Address)
{
    /// <summary>The address, when it is of this family.</summary>
    public IPAddress? AddressOf(AddressFamily family) => Address?.AddressFamily == family ? Address : null;
}

/// <summary><c>-I IF|ADDRESS</c>.</summary>
internal sealed class InterfaceOption
{
    private readonly Option<string?> _name;

    /// <param name="aliases">More names of the option, beside <c>-I</c>.</param>
    public InterfaceOption(params string[] aliases) =>
        _name = new("-I", ["--interface", .. aliases]) { Description = "the interface, by its name or by an address of it", HelpName = "IF|ADDRESS" };

    public void AddTo(Command command) => command.Options.Add(_name);

    /// <summary>The choice in the namespace of this thread; null when none was made.</summary>
    /// <exception cref="UsageException">There is no such interface; the message names those that exist.</exception>
    public InterfaceChoice? Of(ParseResult parsed) => parsed.GetValue(_name) is { } name ? Find(name) : null;

    private static InterfaceChoice Find(string name)
    {
        IReadOnlyList<Link> links = Link.All();
        if (links.FirstOrDefault(l => l.Name == name) is { } link) return new(link, null);
        if (!IPAddress.TryParse(name, out IPAddress? address)) throw new UsageException($"there is no interface '{name}'; there are {NamesOf(links)}");
        return links.FirstOrDefault(l => l.Addresses().Any(a => a.Address.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes()))) is { } owner
            ? new(owner, address)
            : throw new UsageException($"no interface has the address {name}; there are {NamesOf(links)}");
    }

    /// <summary>The names of the interfaces, for a message that says what would be right.</summary>
    public static string NamesOf(IEnumerable<Link> links) => string.Join(", ", links.Select(l => l.Name));
}
