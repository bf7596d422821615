namespace RawNet.Sockets;

/// <summary>IP_MTU_DISCOVER and IPV6_MTU_DISCOVER: who decides about fragments.</summary>
public enum PathMtuDiscovery
{
    /// <summary>DF clear; the kernel fragments.</summary>
    Dont = 0,

    /// <summary>As the route says; longer than the path MTU is fragmented.</summary>
    Want = 1,

    /// <summary>DF set; longer than the known path MTU ends in EMSGSIZE.</summary>
    Do = 2,

    /// <summary>DF set, the known path MTU ignored, the interface's not: for probing.</summary>
    Probe = 3,

    /// <summary>DF clear, interface MTU used, path MTU never believed.</summary>
    Interface = 4,

    /// <summary>As Interface, but longer packets may be fragmented.</summary>
    Omit = 5,
}
