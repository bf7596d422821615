using SharpPcap;

namespace RawNet.SharpPcap;

/// <summary>Of what kind libpcap's refusal is.</summary>
public enum LibpcapFailure
{
    /// <summary>libpcap itself refused, and its sentence says why.</summary>
    Refused,

    /// <summary>No libpcap (Npcap on Windows) is installed.</summary>
    Missing,

    /// <summary>The device may not be opened by this process.</summary>
    NotPermitted,

    /// <summary>There is no device of that name.</summary>
    NoSuchDevice,

    /// <summary>The filter's expression is wrong for the device.</summary>
    WrongExpression,

    /// <summary>The device is down, went down or went away.</summary>
    NotUp,
}

/// <summary>libpcap said no: its own sentence, and what kind of refusal that is. The only exception this library
/// throws for what libpcap says.</summary>
public sealed class LibpcapException : Exception
{
    internal LibpcapException(LibpcapFailure failure, string sentence, Exception? cause = null)
        : base(sentence, cause) => Failure = failure;

    /// <summary>Of what kind.</summary>
    public LibpcapFailure Failure { get; }

    /// <summary>What SharpPcap or the loader threw, in libpcap's words.</summary>
    /// <param name="cause">Thrown by a call into SharpPcap.</param>
    /// <param name="sentence">libpcap's own, where it left one; null takes the exception's.</param>
    /// <returns>Null when it is nothing of libpcap's.</returns>
    internal static LibpcapException? From(Exception cause, string? sentence = null) => cause switch
    {
        LibpcapException own => own,
        DllNotFoundException or BadImageFormatException or EntryPointNotFoundException => new(LibpcapFailure.Missing, Absence, cause),
        TypeInitializationException { InnerException: { } inner } => From(inner),
        PcapException told => new(FailureOf(told.Error), string.IsNullOrWhiteSpace(sentence) ? told.Message : sentence, cause),
        PlatformNotSupportedException or ObjectDisposedException => new(LibpcapFailure.Refused, cause.Message, cause),
        _ => null,
    };

    private static string Absence => OperatingSystem.IsWindows()
        ? "there is no libpcap on this machine: install Npcap"
        : "there is no libpcap on this machine: install the package libpcap0.8 (Debian) or libpcap";

    private static LibpcapFailure FailureOf(PcapError error) => error switch
    {
        PcapError.PermissionDenied or PcapError.PromiscuousPermissionDenied => LibpcapFailure.NotPermitted,
        PcapError.NoSuchDevice => LibpcapFailure.NoSuchDevice,
        PcapError.InterfaceNotUp => LibpcapFailure.NotUp,
        _ => LibpcapFailure.Refused,
    };
}
