namespace RawNet.Sockets;

/// <summary>MCAST_INCLUDE and MCAST_EXCLUDE (RFC 3376 section 3.1).</summary>
public enum SourceFilterMode
{
    /// <summary>Every source but those listed.</summary>
    Exclude = 0,

    /// <summary>No source but those listed.</summary>
    Include = 1,
}
