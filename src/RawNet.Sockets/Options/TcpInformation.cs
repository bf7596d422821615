using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What the kernel knows of a TCP connection (the head of tcp_info, tcp(7)).</summary>
/// <param name="State">As RFC 9293 and the kernel number it: 1 established, 7 closed, 10 listening.</param>
/// <param name="RoundTrip">Smoothed.</param>
/// <param name="RoundTripVariation">Of <paramref name="RoundTrip"/>.</param>
/// <param name="RetransmissionTimeout">As it stands now.</param>
/// <param name="SendSegment">Bytes of data in a segment that is sent (MSS).</param>
/// <param name="ReceiveSegment">The peer's, as it was seen.</param>
/// <param name="PathMtu">Bytes.</param>
/// <param name="CongestionWindow">Segments.</param>
/// <param name="Retransmitted">Segments, of the whole connection.</param>
public readonly record struct TcpInformation(
    int State, TimeSpan RoundTrip, TimeSpan RoundTripVariation, TimeSpan RetransmissionTimeout,
    int SendSegment, int ReceiveSegment, int PathMtu, int CongestionWindow, int Retransmitted)
{
    internal static readonly OptionCodec<TcpInformation> Codec = new(
        Unsafe.SizeOf<TcpInfo>(),
        (_, _) => throw new NotSupportedException("TCP_INFO is not settable"),
        bytes => Of(MemoryMarshal.Read<TcpInfo>(bytes)),
        _ => throw new FormatException("TCP_INFO is not settable"),
        value => value.ToString())
    { Shape = "tcp_info" };

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"state={State} rtt={RoundTrip.TotalMicroseconds:0}us rttvar={RoundTripVariation.TotalMicroseconds:0}us "
        + $"rto={RetransmissionTimeout.TotalMicroseconds:0}us mss={SendSegment}/{ReceiveSegment} pmtu={PathMtu} "
        + $"cwnd={CongestionWindow} retrans={Retransmitted}");

    private static TcpInformation Of(TcpInfo i) => new(
        i.tcpi_state, TimeSpan.FromMicroseconds(i.tcpi_rtt),
        TimeSpan.FromMicroseconds(i.tcpi_rttvar), TimeSpan.FromMicroseconds(i.tcpi_rto),
        (int)i.tcpi_snd_mss, (int)i.tcpi_rcv_mss, (int)i.tcpi_pmtu, (int)i.tcpi_snd_cwnd, (int)i.tcpi_total_retrans);
}
