using System.CommandLine;
using System.CommandLine.Parsing;
using RawNet.Cli.Common.Arguments;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Common;

/// <summary><c>--robustness N</c> of hosts and queriers, which refuse 0.</summary>
internal sealed class RobustnessOption(GroupDialect dialect, string description)
{
    public Option<byte> Option { get; } = new("--robustness")
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => GroupDefaults.Robustness,
    };

    /// <summary>What asks for more than 1, and forbids 0.</summary>
    public Source Clause { get; } = dialect.Clause("8.1", "9.1");

    public byte Of(ParseResult parsed) => parsed.GetValue(Option);

    public void Check(CommandResult result)
    {
        bool isGiven = result.GetResult(Option) is { Implicit: false };
        if (isGiven && result.TryGet(Option, out byte robustness) && robustness == 0)
            result.AddError($"--robustness must not be 0 ({Clause})");
    }
}
