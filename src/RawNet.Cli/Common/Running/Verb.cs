using System.CommandLine;

namespace RawNet.Cli.Common.Running;

/// <summary>A verb with its examples: lines that can be typed as they are, but for addresses and interfaces. They stand under its
/// help and in the manual page.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>None of what only has verbs of its own.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) => command is Verb verb ? verb.Examples : [];

    private string[] Examples => examples;
}
