using System.CommandLine;
using RawNet.Cli.Options;
using RawNet.Wire;

namespace RawNet.Cli.Commands;

/// <summary><c>craft</c>: build and show; sends nothing.</summary>
internal sealed class CraftCommand
{
    private readonly ExpressionArgument _expression = new();
    private readonly Option<bool> _hex = new("--hex") { Description = "only the bytes, one line a packet" };

    public static Command Create()
    {
        var verb = new CraftCommand();
        var command = new Command("craft", "Build packets from expressions and show them; sends nothing. Without EXPR, one expression a line from stdin.") { verb._hex };
        verb._expression.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        foreach (Packet packet in _expression.Of(parsed).Expand()) output.WriteLine(Convert.ToHexStringLower(packet.ToBytes()));
        return ExitCode.Good;
    }
}
