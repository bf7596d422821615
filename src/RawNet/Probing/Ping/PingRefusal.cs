namespace RawNet.Probing;

/// <summary>Why a message is not counted as a reply.</summary>
public enum PingRefusal
{
    /// <summary>It is refused for nothing.</summary>
    None,

    /// <summary>Another identifier, a source that may not answer for the target, a sequence number not sent,
    /// or from before the request was sent.</summary>
    Foreign,

    /// <summary>The request had been given up.</summary>
    Late,

    /// <summary>The request has been answered already.</summary>
    Duplicate,

    /// <summary>Shorter than an echo header with the cookie.</summary>
    Short,

    /// <summary>The ICMP checksum is wrong.</summary>
    BadChecksum,

    /// <summary>Our identifier, but not the bytes that only this run knows.</summary>
    BadCookie,

    /// <summary>An ICMP error whose quote has our identifier but is no request of this run.</summary>
    BadQuote,
}
