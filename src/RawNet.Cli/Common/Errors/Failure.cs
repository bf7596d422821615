using System.ComponentModel;
using RawNet.SharpPcap;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Errors;

/// <summary>What a failure says to the person, and with which status a run ends for it.</summary>
internal static class Failure
{
    private const string Shortage = "ulimit -a shows the limits, and README what the least is";

    /// <summary>The failures that speak to the person; whatever else is thrown is a fault of rawnet itself.</summary>
    public static int StatusOf(Exception failure) => failure switch
    {
        UnauthorizedAccessException or NotPermittedException or Win32Exception or OutOfMemoryException => ExitCode.NotPermitted,
        SaidNoException => ExitCode.SaidNo,
        SystemCallException call => call.Kind == FailureKind.Network ? ExitCode.SaidNo : ExitCode.NotPermitted,
        LibpcapException refusal => StatusOf(refusal.Failure),
        UsageException or BadInputException or ExpressionException or BuildException or IOException => ExitCode.BadInput,
        _ => ExitCode.InternalFault,
    };

    private static int StatusOf(LibpcapFailure failure) => failure switch
    {
        LibpcapFailure.Missing or LibpcapFailure.NotPermitted => ExitCode.NotPermitted,
        LibpcapFailure.NoSuchDevice or LibpcapFailure.WrongExpression => ExitCode.BadInput,
        _ => ExitCode.SaidNo,
    };

    // What fails while the runtime makes something ready for the first time comes wrapped.
    public static Exception CauseOf(Exception thrown) =>
        thrown is TypeInitializationException { InnerException: { } cause } ? CauseOf(cause) : thrown;

    public static string SentenceOf(Exception failure) => failure switch
    {
        Win32Exception refusal => $"the system refuses what every run needs: {refusal.Message}; {Shortage}",
        OutOfMemoryException => $"there is not enough memory, or no room for one more thread; {Shortage}",
        _ when StatusOf(failure) == ExitCode.InternalFault =>
            $"this is a fault of rawnet itself, please report it: {failure.GetType().Name}: {failure.Message}",
        _ => failure.Message,
    };
}
