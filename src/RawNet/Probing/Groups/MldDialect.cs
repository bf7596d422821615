using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>MLD: lengths count the IPv6 header of 40 bytes and the hop-by-hop options of 8.</summary>
internal sealed class MldDialect() : GroupDialect(header: 48, reportHeader: 8, queryHeader: 28, recordHeader: 20, addressLength: 16)
{
    private static readonly UInt128 _linkScope = (UInt128)0xff02 << 112;

    public override string Name => "mld";

    public override NetworkAddress Unspecified => Ipv6Address.FromUInt128(0);

    public override NetworkAddress AllSystems => Ipv6Address.FromUInt128(_linkScope + 1);

    public override NetworkAddress AllRouters => Ipv6Address.FromUInt128(_linkScope + 2);

    public override NetworkAddress AllReportRouters => Ipv6Address.FromUInt128(_linkScope + 0x16);

    public override Generation Oldest => Generation.Leaving;

    public override bool IsReported(NetworkAddress group) => group != AllSystems && ScopeOf(group) > 1;

    public override bool IsSourceSpecific(NetworkAddress group) =>
        group.IsIpv6 && group.ToIpv6().ToUInt128() >> 116 == 0xff3 && (ushort)(group.ToIpv6().ToUInt128() >> 96) == 0;

    public override Packet HeaderOf(NetworkAddress source, NetworkAddress destination) => Ipv6
        .With(Ipv6.HopLimit.Is(1), Ipv6.SourceAddress.Is(source.ToIpv6()), Ipv6.DestinationAddress.Is(destination.ToIpv6()))
        .Carrying(HopByHopOptions.Kind.With(HopByHopOptions.Options.Is(Ipv6RouterAlertOption.Kind.With())));

    internal override GroupMessage? Read(scoped in View layer)
    {
        if (!layer.IsWhole) return null;
        if (layer.Is(MldV2Query.Kind)) return ReadQuery(layer);
        if (layer.Is(MldV2Report.Kind)) return new GroupReport(Generation.Filtering, ReadRecords(layer));
        if (layer.Is(MldV1.Query)) return Query(Generation.Leaving, layer.Get(MldV1.MulticastAddress), layer.Get(MldV1.MaximumResponseDelay));
        if (layer.Is(MldV1.Report)) return Report(Generation.Leaving, layer.Get(MldV1.MulticastAddress));
        return layer.Is(MldV1.Done) ? Leave(layer.Get(MldV1.MulticastAddress)) : null;
    }

    private protected override Spec QueryOf(GroupQuery query)
    {
        Ipv6Address group = query.Group?.ToIpv6() ?? default;
        double milliseconds = query.MaxResponse.TotalMilliseconds;
        return query.Generation == Generation.Leaving
            ? MldV1.Query.With(AtMost(MldV1.MaximumResponseDelay, null, milliseconds), MldV1.MulticastAddress.Is(group))
            : MldV2Query.Kind.With(
                AtMost(MldV2Query.MaximumResponseCode, MldV2Query.MaximumResponseCode.Codec, milliseconds),
                MldV2Query.MulticastAddress.Is(group),
                MldV2Query.S.Is(query.SuppressesTimers),
                MldV2Query.QRV.Is(Qrv(query.Robustness)),
                AtMost(MldV2Query.QQIC, MldV2Query.QQIC.Codec, query.QueryInterval.TotalSeconds),
                MldV2Query.SourceAddress.Is([.. query.Sources.Select(s => s.ToIpv6())]));
    }

    private protected override Spec FilteringReportOf(IReadOnlyList<MembershipRecord> records) =>
        MldV2Report.Kind.With(MldV2Report.Records.Is([.. records.Select(RecordOf)]));

    private protected override Spec OlderReportOf(Generation generation, MembershipRecord record, bool isLeave) =>
        (isLeave ? MldV1.Done : MldV1.Report).With(MldV1.MulticastAddress.Is(record.Group.ToIpv6()));

    private static Spec RecordOf(MembershipRecord record) => MulticastAddressRecord.Kind.With(
        MulticastAddressRecord.RecordType.Is(record.Type),
        MulticastAddressRecord.MulticastAddress.Is(record.Group.ToIpv6()),
        MulticastAddressRecord.SourceAddress.Is([.. record.Sources.Select(s => s.ToIpv6())]));

    private static GroupQuery Query(Generation generation, Ipv6Address group, uint milliseconds, SourceSet? sources = null) =>
        new(generation, group.ToUInt128() == 0 ? null : group, sources ?? SourceSet.Empty, TimeSpan.FromMilliseconds((long)milliseconds));

    private static GroupQuery ReadQuery(scoped in View layer) =>
        Query(Generation.Filtering, layer.Get(MldV2Query.MulticastAddress), layer.Get(MldV2Query.MaximumResponseCode), Sources(layer.Get(MldV2Query.SourceAddress))) with
        {
            SuppressesTimers = layer.Get(MldV2Query.S),
            Robustness = layer.Get(MldV2Query.QRV),
            QueryInterval = TimeSpan.FromSeconds((long)layer.Get(MldV2Query.QQIC)),
        };

    private static List<MembershipRecord> ReadRecords(scoped in View layer)
    {
        var records = new List<MembershipRecord>();
        foreach (View record in layer.Records(MldV2Report.Records))
            records.Add(new(record.Get(MulticastAddressRecord.RecordType), record.Get(MulticastAddressRecord.MulticastAddress), Sources(record.Get(MulticastAddressRecord.SourceAddress))));
        return records;
    }

    private static SourceSet Sources(ListView<Ipv6Address> list)
    {
        if (list.Count == 0) return SourceSet.Empty;
        var sources = new NetworkAddress[list.Count];
        for (int i = 0; i < sources.Length; i++) sources[i] = list[i];
        return SourceSet.Of(sources);
    }

    private static int ScopeOf(NetworkAddress group) => (int)(group.ToIpv6().ToUInt128() >> 112) & 0xf;
}
