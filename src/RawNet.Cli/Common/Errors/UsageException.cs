namespace RawNet.Cli.Common.Errors;

/// <summary>The command line itself is wrong, and no run began; the message is the one sentence that says what would be right.
/// Where the line is right and what it names is not, that is a <see cref="BadInputException"/>.</summary>
internal sealed class UsageException(string message) : Exception(message);
