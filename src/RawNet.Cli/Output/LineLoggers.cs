using Microsoft.Extensions.Logging;

namespace RawNet.Cli.Output;

/// <summary>Loggers that write a line each time: <c>dbug: send[1] socket(AF_INET, SOCK_RAW, 255)</c>.</summary>
/// <param name="output">Stays open.</param>
internal sealed class LineLoggers(TextWriter output) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(output, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("lines go to one place");

    public void Dispose()
    {
    }

    private sealed class LineLogger(TextWriter output, string name) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            output.WriteLine($"{WordOf(logLevel)}: {name}[{eventId.Id}] {Printable.Of(formatter(state, exception))}");

        private static string WordOf(LogLevel level) => level switch
        {
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            _ => "fail",
        };
    }
}
