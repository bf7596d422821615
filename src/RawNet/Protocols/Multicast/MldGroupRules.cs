using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>MLD's rules.</summary>
internal sealed class MldGroupRules() : GroupRules(
    (MldV2Report.Kind, new(GroupVersion.Filtering, GroupSaying.Report)),
    (MldV2Query.Kind, new(GroupVersion.Filtering, GroupSaying.Query)),
    (MldV1.Report, new(GroupVersion.Leaving, GroupSaying.Report)),
    (MldV1.Done, new(GroupVersion.Leaving, GroupSaying.Leave)),
    (MldV1.Query, new(GroupVersion.Leaving, GroupSaying.Query)))
{
    private static readonly UInt128 _linkScope = (UInt128)0xff02 << 112;

    public override UInt128 AllSystems => _linkScope + 1;

    public override UInt128 AllRouters => _linkScope + 2;

    public override UInt128 AllReportRouters => _linkScope + 0x16;

    public override ScalarField SourceField => Ipv6.SourceAddress;

    public override ScalarField DestinationField => Ipv6.DestinationAddress;

    public override ScalarField HopLimitField => Ipv6.HopLimit;

    public override bool AreCheckedByReceivers => true;

    public override bool IsMulticast(UInt128 address) => Ipv6Address.FromUInt128(address).IsMulticast;

    public override bool IsSourceSpecific(UInt128 group) => group >> 116 == 0xff3 && (ushort)(group >> 96) == 0;

    public override bool IsNeverNamed(UInt128 group) => group == AllSystems || (IsMulticast(group) && ((int)(group >> 112) & 0xf) <= 1);

    public override bool IsSource(GroupSaying saying, UInt128 address) =>
        Ipv6Address.FromUInt128(address).IsLinkLocal || (address == 0 && saying != GroupSaying.Query);
}
