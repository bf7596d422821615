using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--diagram</c>: packets as boxes of an RFC.</summary>
internal sealed class DiagramOption : Option<bool>
{
    /// <param name="detail">What else is to be said of them.</param>
    public DiagramOption(string detail) : base("--diagram") => Description = $"the box of each layer as its RFC draws it{detail}";
}
