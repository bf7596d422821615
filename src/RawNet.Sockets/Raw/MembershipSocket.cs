using System.Net;
using System.Net.Sockets;
using RawNet.Probing.Groups;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A datagram socket whose only job is to be in groups: by <see cref="GroupOptions"/>, until it is closed.
/// It needs no privilege.</summary>
/// <remarks>The kernel joins an interface to what all its sockets together want, and tells routers by IGMP or MLD. A socket takes
/// igmp_max_memberships IPv4 groups and igmp_max_msf sources of each, or mld_max_msf of an IPv6 group (ENOBUFS beyond).</remarks>
public sealed class MembershipSocket : InternetSocket
{
    private MembershipSocket(AddressFamily family)
        : base(family, Constants.SOCK_DGRAM, Constants.IPPROTO_UDP)
    {
    }

    /// <summary>Opens a socket that is in no group.</summary>
    public static MembershipSocket Open(AddressFamily family) => new(family);

    /// <summary>Joins a group of the socket's family on one interface, from any source.</summary>
    /// <exception cref="SystemCallException">EADDRINUSE: joined already. ENOBUFS: too many groups.
    /// EINVAL: no multicast address.</exception>
    public void Join(Link link, IPAddress group) => Set(GroupOptions.Of(Family).Join, new Membership(link.Index, group));

    /// <summary>Leaves a group with all its sources, also on an interface that is gone.</summary>
    /// <exception cref="SystemCallException">EADDRNOTAVAIL: not joined.</exception>
    public void Leave(Link link, IPAddress group) => Set(GroupOptions.Of(Family).Leave, new Membership(link.Index, group));

    /// <summary>Joins one source of a group, or one more.</summary>
    /// <exception cref="SystemCallException">EINVAL: joined from any source already. ENOBUFS: too many sources.</exception>
    public void JoinSource(Link link, IPAddress group, IPAddress source) =>
        Set(GroupOptions.Of(Family).JoinSource, new Membership(link.Index, group, source));

    /// <summary>Says all at once which sources of a group joined before are not wanted.</summary>
    /// <exception cref="SystemCallException">EINVAL: not joined. ENOBUFS: too many sources.</exception>
    public void LeaveOut(Link link, IPAddress group, IReadOnlyList<IPAddress> sources) =>
        Set(GroupOptions.Of(Family).Filter, new SourceFilter(link.Index, group, FilterMode.Exclude, sources));
}
