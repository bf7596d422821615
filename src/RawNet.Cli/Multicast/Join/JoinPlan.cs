using System.Net;
using System.Net.Sockets;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Join;

/// <summary>One group as the person wants it.</summary>
/// <param name="Group">The multicast address.</param>
/// <param name="Filter">Whether the sources are those wanted or those not wanted; no source and exclude is every source.</param>
/// <param name="Sources">Of the group's family.</param>
internal sealed record WantedGroup(IPAddress Group, FilterMode Filter, IReadOnlyList<IPAddress> Sources)
{
    /// <summary>A socket of its own, so that the kernel's limit of groups for each socket limits nothing.</summary>
    public MembershipSocket Open() => MembershipSocket.Open(
        Group.AddressFamily == AddressFamily.InterNetwork ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);

    /// <summary>Joins by the group's socket.</summary>
    /// <exception cref="SystemCallException">The kernel refused; the message says what helps.</exception>
    public void Join(MembershipSocket socket, Link link)
    {
        if (Filter == FilterMode.Exclude) JoinAllBut(socket, link);
        else foreach (IPAddress source in Sources) socket.JoinSource(link, Group, source);
    }

    // The kernel filters only what is joined already.
    private void JoinAllBut(MembershipSocket socket, Link link)
    {
        socket.Join(link, Group);
        if (Sources.Count > 0) socket.LeaveOut(link, Group, Sources);
    }
}

/// <summary>What the person wants joined.</summary>
/// <param name="Dialect">IGMP or MLD.</param>
/// <param name="Link">Where.</param>
/// <param name="Groups">One entry a group and filter.</param>
/// <param name="Time">How long; null until stopped.</param>
/// <param name="File">Gets what the kernel sent; null for none.</param>
internal sealed record JoinPlan(GroupDialect Dialect, Link Link, IReadOnlyList<WantedGroup> Groups, TimeSpan? Time, string? File);
