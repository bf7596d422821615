using System.CommandLine;
using System.Globalization;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Options;

/// <summary><c>--version V</c>: the newest version of IGMP or MLD that is spoken.</summary>
internal sealed class GroupVersionOption(GroupDialect dialect)
{
    private readonly Option<int?> _version = new("--version", "-V") { Description = $"the newest version spoken; {dialect.VersionOf(Generation.Filtering)} unless said; older queriers take it down", HelpName = "V" };

    public void AddTo(Command command)
    {
        command.Options.Add(_version);
        command.Validators.Add(result =>
        {
            if (result.TryGet(_version, out int? version) && version is { } given && dialect.GenerationOf(given) is null)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--version {given}: {dialect.Name} has versions 1 to {dialect.VersionOf(Generation.Filtering)}"));
        });
    }

    public Generation Of(ParseResult parsed) => parsed.GetValue(_version) is { } version ? dialect.GenerationOf(version)!.Value : Generation.Filtering;
}
