using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A system call failed: which one, the error number by name, what it was about, and what to do.</summary>
/// <remarks>The only exception this library throws for what the operating system says. The message is one line.</remarks>
public sealed class SystemCallException : Exception
{
    internal SystemCallException(string operation, int errorNumber, string subject = "")
        : base(Describe(operation, errorNumber, subject))
    {
        Operation = operation;
        ErrorNumber = errorNumber;
        Subject = subject;
    }

    /// <summary>The call with what decides about it: <c>socket(AF_INET, SOCK_RAW, 1)</c>.</summary>
    public string Operation { get; }

    /// <summary>errno, captured at the call.</summary>
    public int ErrorNumber { get; }

    /// <summary>EPERM, EMSGSIZE ...; the number itself when errno.h has no name for it.</summary>
    public string ErrorName => Name(ErrorNumber);

    /// <summary>The peer, interface or option value concerned; may be empty.</summary>
    public string Subject { get; }

    /// <summary>One line that says what helps, or empty when nothing general can be said.</summary>
    public string Fix => ErrorFix.For(Operation, (ErrorNumber)ErrorNumber, Subject);

    /// <summary>Not permitted and not supported end the command with 3, a network failure with 1.</summary>
    public FailureKind Kind => ErrorFix.KindOf(Operation, (ErrorNumber)ErrorNumber);

    internal static string Name(int errorNumber) => Enum.GetName((ErrorNumber)errorNumber) ?? $"errno {errorNumber}";

    private static string Describe(string operation, int errorNumber, string subject)
    {
        string about = subject.Length > 0 ? $" {subject}" : "";
        string fix = ErrorFix.For(operation, (ErrorNumber)errorNumber, subject);
        return $"{operation}{about}: "
            + $"{Name(errorNumber)} ({Marshal.GetPInvokeErrorMessage(errorNumber)}){(fix.Length > 0 ? ": " : "")}{fix}";
    }
}
