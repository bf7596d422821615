using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Common;

/// <summary><c>--max-groups</c> and <c>--max-members</c>: how much a run remembers.</summary>
internal sealed class MostKeptOption : Option<int>
{
    /// <param name="name">With the dashes.</param>
    /// <param name="what">What is counted.</param>
    public MostKeptOption(string name, string what) : base(name)
    {
        Description = $"{what} and their sources kept at most; new ones beyond are counted, not kept";
        HelpName = "N";
        DefaultValueFactory = _ => GroupMonitor.UsualMost;
        this.Require(most => most > 0, $"{name} takes a whole number above 0");
    }
}
