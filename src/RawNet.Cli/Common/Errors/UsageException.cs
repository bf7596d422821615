namespace RawNet.Cli.Common.Errors;

/// <summary>Something the person asked for is wrong; the message is the one sentence that says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
