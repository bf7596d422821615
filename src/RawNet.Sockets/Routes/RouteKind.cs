namespace RawNet.Sockets;

/// <summary>What a destination is to this host.</summary>
public enum RouteKind
{
    /// <summary>Another host.</summary>
    Unicast,

    /// <summary>An address of this host.</summary>
    Local,

    /// <summary>A broadcast address of one of its networks: sending needs SO_BROADCAST.</summary>
    Broadcast,

    /// <summary>A group.</summary>
    Multicast,
}
