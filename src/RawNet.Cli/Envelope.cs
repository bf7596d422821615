using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Running;
using RawNet.Wire;

namespace RawNet.Cli;

/// <summary>What stands around the run of every verb: with <c>--json</c> a first and a last object, whatever became of it.</summary>
internal static class Envelope
{
    /// <summary>Runs the verb of an accepted command line, and gives the exit status.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Invocation invocation)
    {
        using JsonLines? json = JsonOption.SchemaOf(parsed) is { } schema ? new(invocation.Bytes, schema) : null;
        invocation.Json = json;
        int status = await RunVerbAsync(parsed, invocation);
        return json is null || IsUnread(invocation) ? status : Close(json, status, invocation);
    }

    private static async Task<int> RunVerbAsync(ParseResult parsed, Invocation invocation)
    {
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (OutputClosedException)
        {
            return ExitCode.Good;
        }
        catch (Exception thrown) when (Failure.CauseOf(thrown) is var failure)
        {
            return invocation.Fail(failure);
        }
    }

    // What is wrong in the line itself is seen by some verbs only when they look at this machine; then there was no run.
    private static bool IsUnread(Invocation invocation) =>
        !invocation.Json!.HasStarted && invocation.Failure is UsageException or ExpressionException or BuildException;

    private static int Close(JsonLines json, int status, Invocation invocation)
    {
        var ending = new Ending(invocation);
        ending.Worsen(status);
        ending.Run(json.Flush); // where it is not taken, the summary says so
        ending.Summarize(() => json.Close(ending.Status, invocation.Failure));
        return ending.Status;
    }
}
