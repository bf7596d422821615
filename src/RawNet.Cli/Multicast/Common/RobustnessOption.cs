using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Common;

/// <summary><c>--robustness N</c>: how many lost packets are survived, and one more.</summary>
internal sealed class RobustnessOption : Option<byte>
{
    private RobustnessOption(string description) : base("--robustness")
    {
        (Description, HelpName) = (description, "N");
        DefaultValueFactory = _ => GroupDefaults.Robustness;
    }

    /// <summary>That of messages which are sent by hand, right or wrong.</summary>
    public static RobustnessOption OfMessages() => new("the robustness variable");

    /// <summary>That of hosts and queriers, which refuse 0.</summary>
    public static RobustnessOption OfSpeakers(GroupDialect dialect, string description = "the robustness variable")
    {
        var option = new RobustnessOption(description);
        option.Require(robustness => robustness != 0, $"{option.Name} must not be 0 ({ClauseOf(dialect)})");
        return option;
    }

    /// <summary>What asks for more than 1, and forbids 0.</summary>
    public static Source ClauseOf(GroupDialect dialect) => dialect.Clause("8.1", "9.1");
}
