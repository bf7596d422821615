using System.CommandLine;

namespace RawNet.Cli.Options;

/// <summary>An argument that may be a negative number: elsewhere a word that begins with a dash is an option, known or not.</summary>
internal sealed class ValueArgument(string name) : Argument<string>(name);
