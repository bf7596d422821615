using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>-b</c>: allows a target that is many.</summary>
internal sealed class BroadcastOption : Option<bool>
{
    public BroadcastOption(string description) : base("-b", "--broadcast") => Description = description;
}
