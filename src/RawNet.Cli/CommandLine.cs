using System.CommandLine;
using RawNet.Cli.Commands;
using RawNet.Cli.Witnesses;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli;

/// <summary>From arguments to an exit status: every failure becomes one sentence on stderr, never a stack trace.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        RootCommand root = Root();
        // R20 and the contract: @file is a value in an expression, no response file; nothing is bundled away.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Complaint(parsed) is { } complaint) return await SayAsync(errors, ExitCode.BadInput, complaint);
        var invocation = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (Exception failure) when (StatusOf(failure) is { } status)
        {
            return await SayAsync(errors, status, failure.Message);
        }
    }

    private static RootCommand Root() => new("Builds, sends, captures, reads and verifies packets.")
    {
        CraftCommand.Create(),
        VerifyCommand.Create(),
    };

    private static string? Complaint(ParseResult parsed) => parsed.Errors is [var first, ..] ? first.Message : null;

    private static int? StatusOf(Exception failure) => failure switch
    {
        UsageException or ExpressionException or BuildException => ExitCode.BadInput,
        FileNotFoundException or DirectoryNotFoundException => ExitCode.BadInput,
        UnauthorizedAccessException or WitnessException => ExitCode.NotPermitted,
        SystemCallException call => call.Kind == FailureKind.Network ? ExitCode.SaidNo : ExitCode.NotPermitted,
        _ => null,
    };

    private static async Task<int> SayAsync(TextWriter errors, int status, string sentence)
    {
        await errors.WriteLineAsync($"rawnet: {sentence}");
        return status;
    }
}
