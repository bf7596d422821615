using System.CommandLine;
using RawNet.Cli.Common.Arguments;

namespace RawNet.Cli.Read;

/// <summary><c>--blocks</c>: the blocks of a pcapng file instead of its packets.</summary>
internal sealed class BlocksOption : IOptionGroup
{
    // What says how packets are shown or which ones.
    private static readonly string[] _ofPackets = ["--as-expression", "--hex", "--hash", "--filter", "-c"];

    private readonly Option<bool> _option = new("--blocks")
    {
        Description =
            "the blocks of pcapng with all their options instead of the packets; with --json one object a block (schema rawnet.block/1)"
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_option);
        command.Validators.Add(result =>
        {
            if (!result.GetValue(_option)) return;
            foreach (Option other in command.Options.Where(other => _ofPackets.Contains(other.Name)))
                if (result.GetResult(other) is { Implicit: false })
                    result.AddError($"--blocks shows blocks and {other.Name} is for packets; one of them is wanted");
        });
    }

    public bool Of(ParseResult parsed) => parsed.GetValue(_option);
}
