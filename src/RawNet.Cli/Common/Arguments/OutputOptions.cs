using System.CommandLine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using RawNet.Cli.Common.Running;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--json</c>, <c>-q</c> and <c>-v</c>: what a verb says, and how.</summary>
/// <param name="verb">Whose.</param>
internal sealed class OutputOptions(string verb) : IOptionGroup
{
    private readonly JsonOption _json = new(verb);
    private readonly QuietOption _quiet = new();
    private readonly VerboseOption _verbose = new("log on stderr what the kernel was asked");

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_quiet);
        command.Options.Add(_verbose);
    }

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Loggers that write to stderr with <c>-v</c>, and nowhere without. Disposing writes what is left.</summary>
    public ILoggerFactory Loggers(ParseResult parsed)
    {
        if (!parsed.GetValue(_verbose)) return NullLoggerFactory.Instance;
        // Opened by .NET itself, the console writes to the terminal at once; ours escapes what steers it, colours too.
        Console.SetOut(TextWriter.Null);
        Console.SetError(Invocation.Of(parsed).Error);
        return LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Debug)
            .AddSimpleConsole(line => (line.SingleLine, line.ColorBehavior) = (true, LoggerColorBehavior.Disabled))
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    }
}
