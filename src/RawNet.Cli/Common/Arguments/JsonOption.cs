using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--json</c>: the result as one JSON object a line.</summary>
internal sealed class JsonOption : Option<bool>
{
    /// <param name="description">What the objects are, with their schema.</param>
    public JsonOption(string description = "one JSON object a line on stdout") : base("--json") => Description = description;
}
