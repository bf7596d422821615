using System.CommandLine;
using RawNet.Cli.Common.Errors;
using RawNet.Probing.Groups;
using RawNet.Protocols;

namespace RawNet.Cli.Multicast.Common;

/// <summary><c>--version</c>: a version of IGMP or MLD.</summary>
internal sealed class GroupVersionOption
{
    private readonly GroupDialect _dialect;
    private readonly Option<int?> _version;

    private GroupVersionOption(GroupDialect dialect, Option<int?> version) => (_dialect, _version) = (dialect, version);

    /// <summary>That of messages which are sent by hand.</summary>
    public static GroupVersionOption OfMessages(GroupDialect dialect) => new(dialect, new("--version")
    {
        Description = $"of {dialect.Name.ToUpperInvariant()}: 1 to {NewestOf(dialect)}",
        DefaultValueFactory = _ => NewestOf(dialect),
        HelpName = "N",
    });

    /// <summary>The newest that hosts and queriers speak.</summary>
    public static GroupVersionOption OfSpeakers(GroupDialect dialect) => new(dialect, new("--version", "-V")
    {
        Description = $"the newest version spoken; {NewestOf(dialect)} unless said; older queriers take it down",
        HelpName = "V",
    });

    public void AddTo(Command command) => command.Options.Add(_version);

    /// <exception cref="UsageException">There is no such version.</exception>
    public GroupVersion Of(ParseResult parsed)
    {
        int version = parsed.GetValue(_version) ?? NewestOf(_dialect);
        return _dialect.GenerationOf(version)
            ?? throw new UsageException(
                $"there is no {_dialect.Name.ToUpperInvariant()}v{version}: --version takes 1 to {NewestOf(_dialect)}");
    }

    private static int NewestOf(GroupDialect dialect) => dialect.VersionOf(GroupVersion.Filtering);
}
