namespace RawNet.Cli.Common.Sending;

/// <summary>Which door of the kernel packets go out by.</summary>
internal enum SendMethod
{
    /// <summary>A raw socket with the IP header made here (IP_HDRINCL, IPV6_HDRINCL).</summary>
    Raw,

    /// <summary>A raw socket of the payload's protocol; the kernel writes the IP header.</summary>
    Ip,

    /// <summary>A packet socket: whole frames.</summary>
    Packet,
}
