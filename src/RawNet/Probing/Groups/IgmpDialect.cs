using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>IGMP: lengths count the Router Alert in the IPv4 header of 24 bytes.</summary>
internal sealed class IgmpDialect() : GroupDialect(header: 24, reportHeader: 8, queryHeader: 12, recordHeader: 8, addressLength: 4)
{
    private static readonly FloatCodec _qqic = new(mantissa: 4);

    public override string Name => "igmp";

    public override NetworkAddress Unspecified => Ipv4Address.FromUInt32(0);

    public override NetworkAddress AllSystems => Ipv4Address.FromUInt32(0xe0000001);

    public override NetworkAddress AllRouters => Ipv4Address.FromUInt32(0xe0000002);

    public override NetworkAddress AllReportRouters => Ipv4Address.FromUInt32(0xe0000016);

    public override Generation Oldest => Generation.Reporting;

    public override bool IsReported(NetworkAddress group) => group != AllSystems;

    public override bool IsSourceSpecific(NetworkAddress group) => group.IsIpv4 && group.ToIpv4().ToUInt32() >> 24 == 232;

    // Never fragmented, so that an identification of 0 is right (RFC 6864, section 4.1); Linux does the same.
    public override Packet HeaderOf(NetworkAddress source, NetworkAddress destination) => Ipv4.With(
        Ipv4.DontFragment.Is(true),
        Ipv4.TimeToLive.Is(1),
        Ipv4.TypeOfService.Is(0xc0),
        Ipv4.SourceAddress.Is(source.ToIpv4()),
        Ipv4.DestinationAddress.Is(destination.ToIpv4()),
        Ipv4.Options.Is(RouterAlertOption.Kind.With()));

    internal override GroupMessage? Read(scoped in View layer)
    {
        if (!layer.IsWhole) return null;
        if (layer.Is(IgmpV3Query.Kind)) return ReadQuery(layer);
        if (layer.Is(IgmpV3Report.Kind)) return new GroupReport(Generation.Filtering, ReadRecords(layer));
        if (layer.Is(IgmpV2.Query)) return Query(Generation.Leaving, layer.Get(IgmpV2.GroupAddress), layer.Get(IgmpV2.MaxRespTime));
        if (layer.Is(IgmpV2.Report)) return Report(Generation.Leaving, layer.Get(IgmpV2.GroupAddress));
        if (layer.Is(IgmpV2.Leave)) return Leave(layer.Get(IgmpV2.GroupAddress));
        if (layer.Is(IgmpV1.Query)) return Query(Generation.Reporting, layer.Get(IgmpV1.GroupAddress), 0);
        return layer.Is(IgmpV1.Report) ? Report(Generation.Reporting, layer.Get(IgmpV1.GroupAddress)) : null;
    }

    private protected override Spec QueryOf(GroupQuery query)
    {
        Ipv4Address group = query.Group?.ToIpv4() ?? default;
        double tenths = query.MaxResponse.TotalMilliseconds / 100;
        return query.Generation switch
        {
            Generation.Reporting => IgmpV1.Query.With(IgmpV1.GroupAddress.Is(group)),
            Generation.Leaving => IgmpV2.Query.With(AtMost(IgmpV2.MaxRespTime, null, Math.Max(1, tenths)), IgmpV2.GroupAddress.Is(group)),
            _ => IgmpV3Query.Kind.With(
                AtMost(IgmpV3Query.MaxRespCode, IgmpV3Query.MaxRespCode.Codec, tenths),
                IgmpV3Query.GroupAddress.Is(group),
                IgmpV3Query.S.Is(query.SuppressesTimers),
                IgmpV3Query.QRV.Is(Qrv(query.Robustness)),
                AtMost(IgmpV3Query.QQIC, _qqic, query.QueryInterval.TotalSeconds),
                IgmpV3Query.SourceAddress.Is([.. query.Sources.Select(s => s.ToIpv4())])),
        };
    }

    private protected override Spec FilteringReportOf(IReadOnlyList<MembershipRecord> records) =>
        IgmpV3Report.Kind.With(IgmpV3Report.GroupRecords.Is([.. records.Select(RecordOf)]));

    private protected override Spec OlderReportOf(Generation generation, MembershipRecord record, bool isLeave)
    {
        Ipv4Address group = record.Group.ToIpv4();
        return generation == Generation.Reporting
            ? IgmpV1.Report.With(IgmpV1.GroupAddress.Is(group))
            : (isLeave ? IgmpV2.Leave : IgmpV2.Report).With(IgmpV2.GroupAddress.Is(group));
    }

    private static Spec RecordOf(MembershipRecord record) => GroupRecord.Kind.With(
        GroupRecord.RecordType.Is(record.Type),
        GroupRecord.MulticastAddress.Is(record.Group.ToIpv4()),
        GroupRecord.SourceAddress.Is([.. record.Sources.Select(s => s.ToIpv4())]));

    private static GroupQuery Query(Generation generation, Ipv4Address group, ushort tenths, SourceSet? sources = null) =>
        new(generation, group.ToUInt32() == 0 ? null : group, sources ?? SourceSet.Empty, TimeSpan.FromMilliseconds(tenths * 100L));

    private static GroupQuery ReadQuery(scoped in View layer) =>
        Query(Generation.Filtering, layer.Get(IgmpV3Query.GroupAddress), layer.Get(IgmpV3Query.MaxRespCode), Sources(layer.Get(IgmpV3Query.SourceAddress))) with
        {
            SuppressesTimers = layer.Get(IgmpV3Query.S),
            Robustness = layer.Get(IgmpV3Query.QRV),
            QueryInterval = TimeSpan.FromSeconds((long)_qqic.Show(layer.Get(IgmpV3Query.QQIC))),
        };

    private static List<MembershipRecord> ReadRecords(scoped in View layer)
    {
        var records = new List<MembershipRecord>();
        foreach (View record in layer.Records(IgmpV3Report.GroupRecords))
            records.Add(new(record.Get(GroupRecord.RecordType), record.Get(GroupRecord.MulticastAddress), Sources(record.Get(GroupRecord.SourceAddress))));
        return records;
    }

    private static SourceSet Sources(ListView<Ipv4Address> list)
    {
        if (list.Count == 0) return SourceSet.Empty;
        var sources = new NetworkAddress[list.Count];
        for (int i = 0; i < sources.Length; i++) sources[i] = list[i];
        return SourceSet.Of(sources);
    }
}
