using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>-q</c>: only the summary.</summary>
internal sealed class QuietOption : Option<bool>
{
    public QuietOption() : base("-q", "--quiet") => Description = "only the summary";
}
