using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>-v</c>: more on stderr.</summary>
internal sealed class VerboseOption : Option<bool>
{
    public VerboseOption(string description) : base("-v", "--verbose") => Description = description;
}
