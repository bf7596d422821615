using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Why a kernel refuses a kind of socket.</summary>
public enum RefusalReason
{
    /// <summary>It does not refuse.</summary>
    None,

    /// <summary>Some Linux kernels have it; in this one the module is not loaded, or was not built.</summary>
    ModuleMissing,

    /// <summary>This user may not: a capability is missing.</summary>
    NotPermitted,

    /// <summary>The family has no such type, in any Linux kernel.</summary>
    NotOffered,

    /// <summary>It is there and switched off.</summary>
    Disabled,
}

/// <summary>What socket(2) says of a kind here and now.</summary>
/// <param name="Kind">The kind of socket.</param>
/// <param name="ErrorNumber">0 when it works.</param>
/// <param name="Reason">None when it works.</param>
public sealed record SocketKindState(SocketKind Kind, int ErrorNumber, RefusalReason Reason)
{
    /// <summary>Whether such a socket can be opened.</summary>
    public bool Works => ErrorNumber == 0;

    /// <summary>EAFNOSUPPORT ...; empty when it works.</summary>
    public string ErrorName => Works ? "" : SystemCallException.Name(ErrorNumber);

    /// <summary>What would help, in one line; empty when nothing does.</summary>
    public string Fix => Reason switch
    {
        RefusalReason.ModuleMissing when Kind.Module is { } module => $"modprobe {module}",
        RefusalReason.NotPermitted => ErrorFix.NeedsRaw,
        RefusalReason.Disabled => $"switched off by {Kind.Switches.First(s => s.IsOff).Path}",
        _ => "",
    };

    /// <summary>Opens such a socket in the network namespace of the calling thread, and closes it.</summary>
    /// <exception cref="SystemCallException">The kernel said something else than yes or no: no memory, no descriptors.</exception>
    public static SocketKindState Of(SocketKind kind)
    {
        int result = OpenCalls.Open(kind.Family.Number, (int)kind.Type, kind.OpeningProtocol);
        if (result < 0)
            return new(kind, -result, ReasonOf(kind, (ErrorNumber)(-result)));
        new SafeDescriptor(result).Dispose();
        return new(kind, 0, RefusalReason.None);
    }

    private static RefusalReason ReasonOf(SocketKind kind, ErrorNumber error) => error switch
    {
        Linux.ErrorNumber.EPERM or Linux.ErrorNumber.EACCES => RefusalReason.NotPermitted,
        _ when !kind.IsOffered => RefusalReason.NotOffered,
        _ when kind.Switches.Any(s => s.IsOff) => RefusalReason.Disabled,
        Linux.ErrorNumber.EAFNOSUPPORT or Linux.ErrorNumber.EPROTONOSUPPORT
        or Linux.ErrorNumber.ESOCKTNOSUPPORT or Linux.ErrorNumber.ENODEV =>
            RefusalReason.ModuleMissing,
        _ => throw new SystemCallException(OperationOf(kind), (int)error),
    };

    private static string OperationOf(SocketKind kind) =>
        $"socket({kind.Family.Symbol}, {Names.Type((int)kind.Type)}, {kind.OpeningProtocol})";
}
