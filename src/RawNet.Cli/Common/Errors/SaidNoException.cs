namespace RawNet.Cli.Common.Errors;

/// <summary>The network said no; the message is the one sentence that says what happened.</summary>
internal sealed class SaidNoException(string message) : Exception(message);
