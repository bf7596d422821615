using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>-4</c> and <c>-6</c>: of which family.</summary>
internal sealed class FamilyOption : Option<bool>
{
    private FamilyOption(string name, string description) : base(name) => Description = description;

    public static FamilyOption Ipv4(string description) => new("-4", description);

    public static FamilyOption Ipv6(string description) => new("-6", description);
}
