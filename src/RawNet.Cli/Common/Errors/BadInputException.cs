namespace RawNet.Cli.Common.Errors;

/// <summary>The command line is right, but what it names is not as it should be: a file that is not there, a name that nobody knows, a
/// value that the kernel does not take. The message is the one sentence that says what would be right.</summary>
internal sealed class BadInputException(string message) : Exception(message);
