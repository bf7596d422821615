using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace RawNet.Cli;

/// <summary>The two options that every command line tool has.</summary>
internal static class HelpAndVersion
{
    public static Option Help() => new HelpOption("--help", "-h") { Recursive = true };

    public static Option Version() => new VersionOption("--version") { Action = new SayVersion() };

    /// <summary>The version and nothing else; what a build appends behind a + is left out.</summary>
    private static string VersionText =>
        typeof(HelpAndVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private sealed class SayVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(VersionText);
            return ExitCode.Good;
        }
    }
}
