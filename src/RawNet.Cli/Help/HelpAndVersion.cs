using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Sockets;

namespace RawNet.Cli.Help;

/// <summary>The two options that every command line tool has.</summary>
internal static class HelpAndVersion
{
    // Options of our own: the parser's come with descriptions from resources, whose reading every start would pay for.
    public static Option Help() => new Option<bool>("--help", "-h")
    {
        Recursive = true,
        Description = "show this help",
        Action = new SayHelp()
    };

    public static Option Version() => new Option<bool>("--version") { Description = "show the version", Action = new SayVersion() };

    /// <summary>The version and nothing else; what a build appends behind a + is left out.</summary>
    public static string VersionText =>
        typeof(HelpAndVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The width of help that no terminal shows.</summary>
    private const int UsualWidth = 80;

    /// <summary>Below it the parser's layout has no room for words, and ends in none: a narrower terminal
    /// breaks the lines itself.</summary>
    private const int LeastWidth = 40;

    // An argument of the verb above is none of the verb that was asked for, although the parser takes it there too.
    private sealed class SayHelp : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Command[] path = [.. PathOf(parseResult.CommandResult)];
            foreach (Argument argument in path[..^1].SelectMany(command => command.Arguments)) argument.Hidden = true;
            var help = new HelpAction();
            help.MaxWidth = Math.Max(Terminal.SizeOf(1)?.Columns ?? UsualWidth, LeastWidth);
            int status = help.Invoke(parseResult);
            WriteExamples(parseResult.InvocationConfiguration.Output, path[^1]);
            return status;
        }

        private static IEnumerable<Command> PathOf(CommandResult asked) =>
            asked.Parent is CommandResult parent ? PathOf(parent).Append(asked.Command) : [asked.Command];

        private static void WriteExamples(TextWriter output, Command verb)
        {
            if (Verb.ExamplesOf(verb) is not { Count: > 0 } lines) return;
            output.WriteLine("Examples:");
            foreach (string line in lines) output.WriteLine($"  {line}");
            output.WriteLine();
        }
    }

    private sealed class SayVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(VersionText);
            return ExitCode.Good;
        }
    }
}
