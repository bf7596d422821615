namespace RawNet.Cli.Common.Errors;

/// <summary>The system does not allow it here; the message is the one sentence that says what would help.</summary>
internal sealed class NotPermittedException(string message) : Exception(message);
