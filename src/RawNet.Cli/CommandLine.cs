using System.CommandLine;
using RawNet.Cli.Directives;
using RawNet.Cli.Output;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli;

/// <summary>From arguments to an exit status: every failure becomes one sentence on stderr, never a stack trace.</summary>
internal static class CommandLine
{
    /// <summary>R20 and the contract: @file is a value in an expression, no response file.</summary>
    public static ParserConfiguration Rules { get; } = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] arguments, ResultStream output, TextWriter errors)
    {
        await using TextWriter text = StandardOutput.TextOver(output);
        var invocation = new Invocation(output, text, errors);
        try
        {
            if (DirectiveLine.TryAnswer(arguments, text)) return ExitCode.Good;
            ParseResult parsed = Root(Verbs.Asked(arguments)).Parse(arguments, Rules);
            return UsageError.Of(parsed) is { } complaint ? Fail(invocation, ExitCode.BadInput, complaint) : await parsed.InvokeAsync(invocation);
        }
        catch (OutputClosedException)
        {
            return ExitCode.Good;
        }
        catch (Exception failure) when (StatusOf(failure) is var status)
        {
            return Fail(invocation, status, SentenceOf(failure));
        }
    }

    // A plain command instead of the parser's root, which names itself after the assembly.
    internal static Command Root(IEnumerable<Command> verbs)
    {
        var root = new Command("rawnet", "Builds, sends, captures, reads and verifies packets.") { HelpAndVersion.Help(), HelpAndVersion.Version() };
        foreach (Command verb in verbs) root.Subcommands.Add(verb);
        return root;
    }

    internal static int StatusOf(Exception failure) => failure switch
    {
        UnauthorizedAccessException or NotPermittedException => ExitCode.NotPermitted,
        SaidNoException => ExitCode.SaidNo,
        SystemCallException call => call.Kind == FailureKind.Network ? ExitCode.SaidNo : ExitCode.NotPermitted,
        _ => ExitCode.BadInput,
    };

    private static string SentenceOf(Exception failure) => failure is UsageException or NotPermittedException or SaidNoException or ExpressionException or BuildException
            or SystemCallException or IOException or UnauthorizedAccessException
        ? failure.Message
        : $"this is a fault of rawnet itself, please report it: {failure.GetType().Name}: {failure.Message}";

    private static int Fail(Invocation invocation, int status, string sentence)
    {
        invocation.Complain(sentence);
        return status;
    }
}
