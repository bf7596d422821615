using System.CommandLine;
using System.ComponentModel;
using RawNet.Cli.Directives;
using RawNet.Cli.Input;
using RawNet.Cli.Output;
using RawNet.SharpPcap;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli;

/// <summary>From arguments to an exit status: every failure becomes one sentence on stderr, never a stack trace.</summary>
internal static class CommandLine
{
    /// <summary>R20 and the contract: @file is a value in an expression, no response file.</summary>
    public static ParserConfiguration Rules { get; } = new() { ResponseFileTokenReplacer = null };

    private const string Shortage = "ulimit -a shows the limits, and README what the least is";

    public static async Task<int> RunAsync(string[] arguments, ResultStream output, TextWriter errors)
    {
        await using TextWriter text = StandardOutput.TextOver(output);
        var invocation = new Invocation(output, text, errors);
        try
        {
            Headroom.CheckFiles();
            string[] whole = ArgumentBytes.Restore(arguments);
            if (DirectiveLine.TryAnswer(whole, text)) return ExitCode.Good;
            ParseResult parsed = Root(Verbs.Asked(whole)).Parse(whole, Rules);
            return UsageError.Of(parsed) is { } complaint ? Fail(invocation, ExitCode.BadInput, complaint) : await parsed.InvokeAsync(invocation);
        }
        catch (OutputClosedException)
        {
            return ExitCode.Good;
        }
        catch (Exception thrown) when (CauseOf(thrown) is var failure)
        {
            return Fail(invocation, StatusOf(failure), SentenceOf(failure));
        }
    }

    // A plain command instead of the parser's root, which names itself after the assembly.
    internal static Command Root(IEnumerable<Command> verbs)
    {
        var root = new Command("rawnet", "Builds, sends, captures, reads and verifies packets.") { HelpAndVersion.Help(), HelpAndVersion.Version() };
        foreach (Command verb in verbs) root.Subcommands.Add(verb);
        return root;
    }

    /// <summary>The failures that speak to the person; whatever else is thrown is a fault of rawnet itself.</summary>
    internal static int StatusOf(Exception failure) => failure switch
    {
        UnauthorizedAccessException or NotPermittedException or Win32Exception or OutOfMemoryException => ExitCode.NotPermitted,
        SaidNoException => ExitCode.SaidNo,
        SystemCallException call => call.Kind == FailureKind.Network ? ExitCode.SaidNo : ExitCode.NotPermitted,
        LibpcapException refusal => StatusOf(refusal.Failure),
        UsageException or ExpressionException or BuildException or IOException => ExitCode.BadInput,
        _ => ExitCode.InternalFault,
    };

    private static int StatusOf(LibpcapFailure failure) => failure switch
    {
        LibpcapFailure.Missing or LibpcapFailure.NotPermitted => ExitCode.NotPermitted,
        LibpcapFailure.NoSuchDevice or LibpcapFailure.WrongExpression => ExitCode.BadInput,
        _ => ExitCode.SaidNo,
    };

    // What fails while the runtime makes something ready for the first time comes wrapped.
    internal static Exception CauseOf(Exception thrown) => thrown is TypeInitializationException { InnerException: { } cause } ? CauseOf(cause) : thrown;

    internal static string SentenceOf(Exception failure) => failure switch
    {
        Win32Exception refusal => $"the system refuses what every run needs: {refusal.Message}; {Shortage}",
        OutOfMemoryException => $"there is not enough memory, or no room for one more thread; {Shortage}",
        _ when StatusOf(failure) == ExitCode.InternalFault => $"this is a fault of rawnet itself, please report it: {failure.GetType().Name}: {failure.Message}",
        _ => failure.Message,
    };

    private static int Fail(Invocation invocation, int status, string sentence)
    {
        invocation.Complain(sentence);
        return status;
    }
}
