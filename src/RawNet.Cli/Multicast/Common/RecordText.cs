using System.Globalization;
using System.Net;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Protocols;

namespace RawNet.Cli.Multicast.Common;

/// <summary>Groups, sources and records as people type them.</summary>
internal sealed class RecordText(GroupDialect dialect)
{
    /// <summary><c>[TYPE,]GROUP[,SOURCE...]</c>; the type that is not said goes by whether there are sources.</summary>
    /// <exception cref="UsageException">One sentence that says what would be right.</exception>
    public MembershipRecord Record(string text, GroupRecordType withoutSources, GroupRecordType withSources)
    {
        string[] words = text.Split(',');
        bool hasType = TryType(words[0], out GroupRecordType type);
        string[] addresses = hasType ? words[1..] : words;
        if (addresses.Length == 0) throw new UsageException($"'{text}' names no group: {Example} is a record");
        SourceSet sources = SourceSet.Of([.. addresses[1..].Select(Address)]);
        return new(hasType ? type : sources.IsEmpty ? withoutSources : withSources, Address(addresses[0]), sources);
    }

    public NetworkAddress Address(string text)
    {
        bool isIpv4 = dialect == GroupDialect.Igmp;
        // The runtime would also take 1.2 for an address.
        bool isAddress = AddressText.TryParse(text, out IPAddress? address)
            && (isIpv4 ? Wire.Ipv4Address.TryParse(text, out _) : address!.GetAddressBytes().Length == 16);
        if (isAddress) return NetworkAddress.From(address!);
        string meant = BetterLine.IsInterface(text) ? $"; {BetterLine.BehindInterfaceOption(text)}" : "";
        throw new UsageException($"'{text}' is no {(isIpv4 ? "IPv4" : "IPv6")} address; {Example} is a record{meant}");
    }

    /// <summary>The address of a group.</summary>
    /// <exception cref="UsageException">It is none, or that of a host.</exception>
    public NetworkAddress Group(string text)
    {
        NetworkAddress group = Address(text);
        return group.IsMulticast
            ? group
            : throw new UsageException(
                $"{group} is no multicast address; {(group.IsIpv4 ? "224.0.0.0 to 239.255.255.255" : "those that begin with ff")} are");
    }

    /// <summary><c>GROUP[@[!]SOURCE,...]</c>: a group with its wanted sources, or behind ! (~ for shells) its unwanted ones.</summary>
    /// <exception cref="UsageException">One sentence that says what would be right.</exception>
    public (NetworkAddress Group, FilterMode Mode, IReadOnlyList<NetworkAddress> Sources) Wanted(string text)
    {
        string[] parts = text.Split('@', 2);
        NetworkAddress group = Group(parts[0]);
        if (parts.Length == 1) return (group, FilterMode.Exclude, []);
        bool excludes = parts[1].StartsWith('!') || parts[1].StartsWith('~');
        NetworkAddress[] sources = [.. parts[1].TrimStart('!', '~').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Address)];
        if (sources.Length == 0) throw new UsageException($"'{text}' names no source behind the @");
        return (group, excludes ? FilterMode.Exclude : FilterMode.Include, sources);
    }

    private string Example =>
        dialect == GroupDialect.Igmp ? "239.1.1.1 or allow,232.1.1.1,198.18.0.9" : "ff05::1234 or allow,ff35::1234,2001:db8::9";

    private static bool TryType(string word, out GroupRecordType type)
    {
        bool isNumber = byte.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out byte number);
        type = (GroupRecordType)number;
        return isNumber || MembershipRecord.TryReadType(word.Replace('-', '_'), out type);
    }
}
