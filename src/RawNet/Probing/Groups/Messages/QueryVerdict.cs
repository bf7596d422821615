namespace RawNet.Probing.Groups;

/// <summary>What hosts make of a message that came in.</summary>
public enum QueryVerdict
{
    /// <summary>A query that at least one host takes; it is answered if there is something to report.</summary>
    Accepted,

    /// <summary>No query: a report or leave of another host.</summary>
    NotAQuery,

    /// <summary>Sent to an address that no host here has or has joined (RFC 9776, section 4.1.12).</summary>
    NotAddressed,

    /// <summary>Of an older version, and compatibility is switched off (RFC 9776, section 7.2.1).</summary>
    OlderVersion,

    /// <summary>Without Router Alert (RFC 9776, section 5.2; RFC 9777, section 6.2).</summary>
    NoRouterAlert,

    /// <summary>MLD with a hop limit other than 1 (RFC 9777, section 6.2).</summary>
    BadHopLimit,

    /// <summary>MLD from an address that is not link-local (RFC 9777, section 6.2).</summary>
    NotLinkLocal,
}
