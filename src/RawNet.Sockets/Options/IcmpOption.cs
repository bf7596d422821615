using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of raw ICMP and ICMPv6 sockets only; any other ends in EOPNOTSUPP or ENOPROTOOPT.</summary>
public static class IcmpOption
{
    private static readonly OptionLevel _raw = new("SOL_RAW", Constants.SOL_RAW);
    private static readonly OptionLevel _icmp6 = new("IPPROTO_ICMPV6", Constants.IPPROTO_ICMPV6);

    /// <summary>ICMPv4 types 0 to 31 that do not come in.</summary>
    public static readonly SocketOption<IcmpTypeFilter> Filter = _raw.Of("ICMP_FILTER", 1,
        OptionCodecs.TypeFilter(4), new("messages of types 0..31 that are not listed do not arrive", ""));

    /// <summary>ICMPv6 types that do not come in.</summary>
    public static readonly SocketOption<IcmpTypeFilter> Filter6 = _icmp6.Of("ICMP6_FILTER", 1,
        OptionCodecs.TypeFilter(32), new("messages of types that are not listed do not arrive", ""));

    /// <summary>Both.</summary>
    public static IReadOnlyList<SocketOption> All => [.. _raw.Options, .. _icmp6.Options];
}
