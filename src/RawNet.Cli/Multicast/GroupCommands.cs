using System.CommandLine;
using RawNet.Cli.Multicast.Host;
using RawNet.Cli.Multicast.Join;
using RawNet.Cli.Multicast.Monitor;
using RawNet.Cli.Multicast.Querier;
using RawNet.Cli.Multicast.Send;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast;

/// <summary><c>igmp</c> and <c>mld</c>: the same jobs for IPv4 and IPv6 groups.</summary>
internal static class GroupCommands
{
    public static Command Igmp() => new("igmp", "IPv4 multicast membership: send messages by hand, join, be hosts, be the querier, watch.")
    {
        GroupSendCommand.Create(GroupDialect.Igmp),
        JoinCommand.Create(GroupDialect.Igmp),
        HostCommand.Create(GroupDialect.Igmp),
        QuerierCommand.Create(GroupDialect.Igmp),
        MonitorCommand.Create(FamilyChoice.Both),
    };

    public static Command Mld() => new("mld", "IPv6 multicast membership: send messages by hand, join, be hosts, be the querier, watch.")
    {
        GroupSendCommand.Create(GroupDialect.Mld),
        JoinCommand.Create(GroupDialect.Mld),
        HostCommand.Create(GroupDialect.Mld),
        QuerierCommand.Create(GroupDialect.Mld),
        MonitorCommand.Create(FamilyChoice.Ipv6),
    };
}
