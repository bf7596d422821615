using System.Net.Sockets;

namespace RawNet.Sockets;

/// <summary>Membership and source filters by structures that hold any address (RFC 3678, section 5): the same seven options on the levels
/// of IPv4 and of IPv6, not readable but for <see cref="Filter"/>.</summary>
public sealed class GroupOptions
{
    private readonly OptionLevel _level;

    /// <param name="level">Gets the seven declarations.</param>
    /// <param name="mostSources">The sysctl that bounds a filter.</param>
    internal GroupOptions(OptionLevel level, string mostSources)
    {
        _level = level;
        Join = Declare("MCAST_JOIN_GROUP", 42, "joins from any source");
        Block = Declare("MCAST_BLOCK_SOURCE", 43, "one source less of a group joined from any");
        Unblock = Declare("MCAST_UNBLOCK_SOURCE", 44, "takes MCAST_BLOCK_SOURCE back");
        Leave = Declare("MCAST_LEAVE_GROUP", 45, "leaves; EADDRNOTAVAIL when not joined");
        JoinSource = Declare("MCAST_JOIN_SOURCE_GROUP", 46, "joins one source; EINVAL when the group is joined from any");
        LeaveSource = Declare("MCAST_LEAVE_SOURCE_GROUP", 47,
            "leaves one source, the last one the group; EINVAL when there is no membership");
        Filter = level.Of("MCAST_MSFILTER", 48, SourceFilterCodecs.Group,
            new($"the whole filter; ENOBUFS beyond {mostSources} sources", "", "", OptionAccess.Set));
    }

    /// <summary>Any source of a group.</summary>
    public SocketOption<Membership> Join { get; }

    /// <summary>No longer this source of a group joined from any source.</summary>
    public SocketOption<Membership> Block { get; }

    /// <summary>Takes <see cref="Block"/> back.</summary>
    public SocketOption<Membership> Unblock { get; }

    /// <summary>Takes <see cref="Join"/> back.</summary>
    public SocketOption<Membership> Leave { get; }

    /// <summary>One source of a group.</summary>
    public SocketOption<Membership> JoinSource { get; }

    /// <summary>Takes <see cref="JoinSource"/> back.</summary>
    public SocketOption<Membership> LeaveSource { get; }

    /// <summary>All sources of a group at once; read with <see cref="InternetSocket.SourceFilterOf"/>.</summary>
    public SocketOption<SourceFilter> Filter { get; }

    /// <summary>Those of AF_INET or AF_INET6.</summary>
    public static GroupOptions Of(AddressFamily family) => family == AddressFamily.InterNetwork ? IpOption.Groups : Ipv6Option.Groups;

    private SocketOption<Membership> Declare(string name, int number, string effect) =>
        _level.Of(name, number, MembershipCodecs.Group, new(effect, "", "", OptionAccess.Set));
}
