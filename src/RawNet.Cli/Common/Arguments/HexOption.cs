using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--hex</c>: packets as their bytes.</summary>
internal sealed class HexOption : Option<bool>
{
    public HexOption() : base("--hex") => Description = "only the bytes, one line a packet";
}
