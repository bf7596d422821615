namespace RawNet.Probing.Groups;

/// <summary>What a monitor knows of one VLAN, or of all that has no tag.</summary>
internal sealed class MonitoredLink(VlanTags vlan, MembershipRoom room, GroupMonitorHandler handler)
{
    public VlanTags Vlan => vlan;

    public MonitoredFamily Igmp { get; } = new(GroupDialect.Igmp, vlan, room, handler);

    public MonitoredFamily Mld { get; } = new(GroupDialect.Mld, vlan, room, handler);

    public MonitoredFamily Of(GroupDialect dialect) => dialect == GroupDialect.Igmp ? Igmp : Mld;

    public long NextDeadline => Math.Min(Igmp.NextDeadline, Mld.NextDeadline);

    public void Poll(long now)
    {
        Igmp.Poll(now);
        Mld.Poll(now);
    }
}
