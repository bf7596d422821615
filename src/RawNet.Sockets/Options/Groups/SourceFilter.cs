using System.Net;
using RawNet.Probing.Groups;

namespace RawNet.Sockets;

/// <summary>Which sources of a group a socket hears on one interface, all said at once (RFC 3678 sections 4.2 and 5.2);
/// as text <c>GROUP%IF=include:A,B</c>.</summary>
/// <remarks>Setting include with no source leaves the group; exclude with none joins it from any source. The socket must be a member before
/// anything else is set (EINVAL), and at most net.ipv4.igmp_max_msf sources are taken (ENOBUFS).</remarks>
/// <param name="Interface">By index for MCAST_MSFILTER, by address for IP_MSFILTER.</param>
/// <param name="Group">The multicast address.</param>
/// <param name="Mode">Whether the sources are those wanted or those not wanted.</param>
/// <param name="Sources">All of the group's family.</param>
public sealed record SourceFilter(MulticastInterface Interface, IPAddress Group, FilterMode Mode, IReadOnlyList<IPAddress> Sources)
{
    /// <summary>More sources than this do not cross in one call.</summary>
    public const int MostSources = 1024;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Group}%{Interface}={(Mode == FilterMode.Include ? "include" : "exclude")}:{string.Join(',', Sources)}";

    internal static SourceFilter Parse(string text)
    {
        if (text.Split('=') is not [var group, var filter] || filter.Split(':', 2) is not [var mode, var sources])
            throw new FormatException($"'{text}' is no source filter such as 232.1.1.1%eth0=include:198.18.0.1,198.18.0.2");
        (string address, MulticastInterface at) = Membership.SplitInterface(group);
        return new SourceFilter(at, IPAddress.Parse(address), Enum.Parse<FilterMode>(mode, ignoreCase: true),
            [.. sources.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)]);
    }
}
