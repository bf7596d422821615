using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>IGMP's rules.</summary>
internal sealed class IgmpGroupRules() : GroupRules(
    (IgmpV3Report.Kind, new(GroupVersion.Filtering, GroupSaying.Report)),
    (IgmpV3Query.Kind, new(GroupVersion.Filtering, GroupSaying.Query)),
    (IgmpV2.Report, new(GroupVersion.Leaving, GroupSaying.Report)),
    (IgmpV2.Leave, new(GroupVersion.Leaving, GroupSaying.Leave)),
    (IgmpV2.Query, new(GroupVersion.Leaving, GroupSaying.Query)),
    (IgmpV1.Report, new(GroupVersion.Reporting, GroupSaying.Report)),
    (IgmpV1.Query, new(GroupVersion.Reporting, GroupSaying.Query)))
{
    /// <summary>The type of service of every message: internetwork control (RFC 9776, section 4).</summary>
    public const byte TypeOfService = 0xc0;

    public override UInt128 AllSystems => 0xe0000001;

    public override UInt128 AllRouters => 0xe0000002;

    public override UInt128 AllReportRouters => 0xe0000016;

    public override ScalarField SourceField => Ipv4.SourceAddress;

    public override ScalarField DestinationField => Ipv4.DestinationAddress;

    public override ScalarField HopLimitField => Ipv4.TimeToLive;

    public override bool AreCheckedByReceivers => false;

    public override bool IsMulticast(UInt128 address) => Ipv4Address.FromUInt32((uint)address).IsMulticast;

    public override bool IsSourceSpecific(UInt128 group) => group >> 24 == 232;

    public override bool IsNeverNamed(UInt128 group) => group == AllSystems;

    public override bool IsSource(GroupSaying saying, UInt128 address) => !IsMulticast(address);
}
