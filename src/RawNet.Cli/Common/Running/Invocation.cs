using System.CommandLine;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Common.Running;

/// <summary>One run of the command: where its results go, as text and as bytes, and where its diagnostics go.</summary>
internal sealed class Invocation : InvocationConfiguration
{
    private readonly Lock _complaining = new();

    public Invocation(ResultStream results, TextWriter text, TextWriter errors)
    {
        (Results, Output, Error) = (results, text, errors);
        (EnableDefaultExceptionHandler, ProcessTerminationTimeout) = (false, null);
    }

    /// <summary>The same place as <see cref="InvocationConfiguration.Output"/>, for verbs that write much.</summary>
    public Stream Bytes => Results;

    /// <summary>Standard output itself.</summary>
    public ResultStream Results { get; }

    /// <summary>Where results go as objects; null without <c>--json</c>.</summary>
    public JsonLines? Json { get; set; }

    /// <summary>What failed first of the worst that failed.</summary>
    public Exception? Failure { get; private set; }

    public static Invocation Of(ParseResult parsed) => (Invocation)parsed.InvocationConfiguration;

    /// <summary>Says what failed, and keeps it for the summary.</summary>
    /// <returns>The exit status for it.</returns>
    public int Fail(Exception failure)
    {
        Keep(failure);
        Complain(Errors.Failure.SentenceOf(failure));
        return Errors.Failure.StatusOf(failure);
    }

    /// <summary>Keeps for the summary what failed and was told already.</summary>
    public void Keep(Exception failure)
    {
        if (Failure is null || Errors.Failure.StatusOf(Failure) < Errors.Failure.StatusOf(failure)) Failure = failure;
    }

    /// <summary>One sentence on stderr; what comes from outside cannot steer a terminal. From any thread:
    /// signals are answered on threads of their own.</summary>
    public void Complain(string sentence)
    {
        lock (_complaining) Error.WriteLine($"rawnet: {Printable.Of(sentence)}");
    }
}
