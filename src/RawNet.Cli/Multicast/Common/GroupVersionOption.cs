using System.CommandLine;
using RawNet.Cli.Common.Errors;
using RawNet.Probing.Groups;
using RawNet.Protocols;

namespace RawNet.Cli.Multicast.Common;

/// <summary><c>--version</c>: a version of IGMP or MLD.</summary>
internal sealed class GroupVersionOption : Option<int?>
{
    private readonly GroupDialect _dialect;

    private GroupVersionOption(GroupDialect dialect, params string[] aliases) : base("--version", aliases) => _dialect = dialect;

    /// <summary>That of messages which are sent by hand.</summary>
    public static GroupVersionOption OfMessages(GroupDialect dialect) => new(dialect)
    {
        Description = $"of {dialect.Name.ToUpperInvariant()}: 1 to {NewestOf(dialect)}",
        DefaultValueFactory = _ => NewestOf(dialect),
        HelpName = "N",
    };

    /// <summary>The newest that hosts and queriers speak.</summary>
    public static GroupVersionOption OfSpeakers(GroupDialect dialect) => new(dialect, "-V")
    {
        Description = $"the newest version spoken; {NewestOf(dialect)} unless said; older queriers take it down",
        HelpName = "V",
    };

    /// <exception cref="UsageException">There is no such version.</exception>
    public GroupVersion Of(ParseResult parsed)
    {
        int version = parsed.GetValue(this) ?? NewestOf(_dialect);
        return _dialect.GenerationOf(version)
            ?? throw new UsageException(
                $"there is no {_dialect.Name.ToUpperInvariant()}v{version}: --version takes 1 to {NewestOf(_dialect)}");
    }

    private static int NewestOf(GroupDialect dialect) => dialect.VersionOf(GroupVersion.Filtering);
}
