namespace RawNet.Protocols;

/// <summary>The flags of TCP's header, with IANA's names; three reserved bits stand above them.</summary>
[Flags]
public enum TcpFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The sender has no more data.</summary>
    Fin = 1,

    /// <summary>Sequence numbers begin.</summary>
    Syn = 2,

    /// <summary>The connection ends at once.</summary>
    Rst = 4,

    /// <summary>The receiver is to hand its data over.</summary>
    Psh = 8,

    /// <summary>The acknowledgment number counts.</summary>
    Ack = 16,

    /// <summary>The urgent pointer counts.</summary>
    Urg = 32,

    /// <summary>Congestion was experienced (RFC 3168).</summary>
    Ece = 64,

    /// <summary>The congestion window was reduced (RFC 3168).</summary>
    Cwr = 128,

    /// <summary>Accurate ECN; before, the nonce sum of RFC 3540.</summary>
    Ae = 256,
}
