using System.CommandLine;
using RawNet.Cli.Common.Files;
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

    public static Invocation Of(ParseResult parsed) => (Invocation)parsed.InvocationConfiguration;

    /// <summary>One sentence on stderr; what comes from outside cannot steer a terminal. From any thread:
    /// signals are answered on threads of their own.</summary>
    public void Complain(string sentence)
    {
        lock (_complaining) Error.WriteLine($"rawnet: {Printable.Of(sentence)}");
    }
}
