namespace RawNet.Sockets;

/// <summary>What a failed system call means for the one who asked.</summary>
public enum FailureKind
{
    /// <summary>The network, the peer or the packet: trying elsewhere or otherwise may work.</summary>
    Network,

    /// <summary>This user may not: a capability, a group or a setting is missing.</summary>
    NotPermitted,

    /// <summary>This kernel does not offer it, whoever asks.</summary>
    NotSupported,

    /// <summary>This process, its group or the machine may not have more: of open files, of memory.</summary>
    Limit,
}
