using System.Globalization;
using RawNet.Probing;
using RawNet.Protocols;

namespace RawNet.Cli.Ping;

/// <summary>The words of <c>ping</c>: iputils' for errors and times, the contract's for reasons.</summary>
internal static class PingWords
{
    public static string ReasonOf(PingRefusal reason) => reason switch
    {
        PingRefusal.Foreign => "foreign",
        PingRefusal.Late => "late",
        PingRefusal.Duplicate => "duplicate",
        PingRefusal.Short => "short",
        PingRefusal.BadChecksum => "bad-checksum",
        PingRefusal.BadCookie => "bad-cookie",
        PingRefusal.BadQuote => "bad-quote",
        _ => "none",
    };

    public static string ErrorOf(IcmpReport report, bool isIpv4) => isIpv4 ? Error4(report) : Error6(report);

    /// <summary>Milliseconds, cut to fewer decimals the longer they are.</summary>
    public static string RoundTripOf(long nanoseconds) => (nanoseconds / 1000) switch
    {
        >= 100_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000}"),
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000}.{nanoseconds / 100_000 % 10}"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000}.{nanoseconds / 10_000 % 100:00}"),
        _ => FigureOf(nanoseconds),
    };

    /// <summary>Milliseconds with three decimals, as the last line has them.</summary>
    public static string FigureOf(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000}.{nanoseconds / 1000 % 1000:000}");

    private static string Error4(IcmpReport report) => (IcmpType)report.Type switch
    {
        IcmpType.TimeExceeded when report.Code == 0 => "Time to live exceeded",
        IcmpType.TimeExceeded when report.Code == 1 => "Frag reassembly time exceeded",
        IcmpType.TimeExceeded => $"Time exceeded, Bad Code: {report.Code}",
        IcmpType.DestinationUnreachable => Unreachable4(report),
        IcmpType.ParameterProblem => "Parameter problem",
        _ => $"Bad ICMP type: {report.Type}",
    };

    private static string Unreachable4(IcmpReport report) => (UnreachableCode)report.Code switch
    {
        UnreachableCode.NetUnreachable => "Destination Net Unreachable",
        UnreachableCode.HostUnreachable => "Destination Host Unreachable",
        UnreachableCode.ProtocolUnreachable => "Destination Protocol Unreachable",
        UnreachableCode.PortUnreachable => "Destination Port Unreachable",
        UnreachableCode.FragmentationNeeded => $"Frag needed and DF set (mtu = {report.Info})",
        UnreachableCode.SourceRouteFailed => "Source Route Failed",
        UnreachableCode.DestinationNetworkUnknown => "Destination Net Unknown",
        UnreachableCode.DestinationHostUnknown => "Destination Host Unknown",
        UnreachableCode.SourceHostIsolated => "Source Host Isolated",
        UnreachableCode.NetworkProhibited => "Destination Net Prohibited",
        UnreachableCode.HostProhibited => "Destination Host Prohibited",
        UnreachableCode.NetworkUnreachableForTos => "Destination Net Unreachable for Type of Service",
        UnreachableCode.HostUnreachableForTos => "Destination Host Unreachable for Type of Service",
        UnreachableCode.CommunicationProhibited => "Packet filtered",
        UnreachableCode.HostPrecedenceViolation => "Precedence Violation",
        UnreachableCode.PrecedenceCutoff => "Precedence Cutoff",
        _ => $"Dest Unreachable, Bad Code: {report.Code}",
    };

    private static string Error6(IcmpReport report) => (Icmpv6Type)report.Type switch
    {
        Icmpv6Type.PacketTooBig => $"Packet too big: mtu={report.Info}",
        Icmpv6Type.TimeExceeded => $"Time exceeded: {(report.Code == 0 ? "Hop limit" : "Defragmentation failure")}",
        Icmpv6Type.ParameterProblem => $"Parameter problem: {Problem6(report.Code)}",
        Icmpv6Type.DestinationUnreachable => $"Destination unreachable: {Unreachable6(report.Code)}",
        _ => $"unknown icmp type: {report.Type}",
    };

    // RFC 4443, section 3.4.
    private static string Problem6(byte code) => code switch
    {
        0 => "Wrong header field",
        1 => "Unknown header",
        2 => "Unknown option",
        _ => $"code {code}",
    };

    // RFC 4443, section 3.1.
    private static string Unreachable6(byte code) => code switch
    {
        0 => "No route",
        1 => "Administratively prohibited",
        2 => "Beyond scope of source address",
        3 => "Address unreachable",
        4 => "Port unreachable",
        5 => "Source address failed ingress/egress policy",
        6 => "Reject route",
        _ => $"Unknown code {code}",
    };
}
