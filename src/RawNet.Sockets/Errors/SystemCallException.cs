using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A system call failed: which one, the error number by name, what it was about, and what to do.</summary>
/// <remarks>The only exception this library throws for what the operating system says, names that are not found included
/// (<see cref="HostNameException"/>). The message is one line.</remarks>
public class SystemCallException : Exception
{
    internal SystemCallException(string operation, int errorNumber, string subject = "")
        : this(operation, errorNumber, subject, ErrorFix.For(operation, (ErrorNumber)errorNumber, subject))
    {
    }

    /// <summary>With what helps, said by the place of the call: it may know more than the operation and the error say.</summary>
    internal SystemCallException(string operation, int errorNumber, string subject, string fix)
        : base(Describe(operation, errorNumber, subject, fix))
    {
        Operation = operation;
        ErrorNumber = errorNumber;
        Subject = subject;
        Fix = fix;
    }

    /// <summary>The call with what decides about it: <c>socket(AF_INET, SOCK_RAW, 1)</c>.</summary>
    public string Operation { get; }

    /// <summary>errno, captured at the call; below zero what netdb.h calls EAI_NONAME and the like.</summary>
    public int ErrorNumber { get; }

    /// <summary>EPERM, EMSGSIZE ...; the number itself when errno.h has no name for it.</summary>
    public string ErrorName => Name(ErrorNumber);

    /// <summary>The peer, interface or option value concerned; may be empty.</summary>
    public string Subject { get; }

    /// <summary>One line that says what helps, or empty when nothing general can be said.</summary>
    public string Fix { get; }

    /// <summary>Not permitted and not supported end the command with 3, a network failure with 1.</summary>
    public FailureKind Kind => ErrorFix.KindOf(Operation, (ErrorNumber)ErrorNumber);

    internal static string Name(int errorNumber) =>
        (errorNumber < 0 ? Enum.GetName((ResolverError)errorNumber) : Enum.GetName((ErrorNumber)errorNumber)) ?? $"errno {errorNumber}";

    /// <summary>The system's words for an error number or one of the resolver's.</summary>
    private protected static string Words(int errorNumber) =>
        errorNumber < 0 ? ResolverCalls.Words(errorNumber) : Marshal.GetPInvokeErrorMessage(errorNumber);

    private static string Describe(string operation, int errorNumber, string subject, string fix)
    {
        string about = subject.Length > 0 ? $" {subject}" : "";
        return $"{operation}{about}: "
            + $"{Name(errorNumber)} ({Words(errorNumber)}){(fix.Length > 0 ? ": " : "")}{fix}";
    }
}
