using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>Watches the group membership of a link: it is told the time and every frame, and keeps who wants which groups and sources, and who asks. It sends nothing.</summary>
/// <remarks>Times are nanoseconds of one clock that never steps. Memberships end in silence only while somebody asks: on a link without a querier hosts do not repeat
/// their reports, so their silence says nothing. A report of known content allocates nothing. Not safe for use by several threads at once.</remarks>
/// <param name="handler">Gets the events, inside the call that causes them.</param>
public sealed class GroupMonitor(GroupMonitorHandler handler)
{
    private readonly MonitoredFamily _igmp = new(false, handler), _mld = new(true, handler);
    private NetworkAddress[] _sources = new NetworkAddress[64];

    /// <summary>When <see cref="Poll"/> has work next; <see cref="long.MaxValue"/> when nothing but a frame can change anything.</summary>
    public long NextPoll => Math.Min(_igmp.NextDeadline, _mld.NextDeadline);

    /// <summary>Sound messages seen.</summary>
    public long Messages { get; private set; }

    /// <summary>Messages that change nothing because they are damaged or their checksum is wrong (RFC 9776, sections 4.1.2 and 4.2.3).</summary>
    public long Refused { get; private set; }

    /// <summary>Who asks for IPv4 groups; null when nobody does.</summary>
    public MonitoredQuerier? Querier => _igmp.Querier;

    /// <summary>Who asks for IPv6 groups; null when nobody does.</summary>
    public MonitoredQuerier? Querier6 => _mld.Querier;

    /// <summary>Every membership, IPv4 first.</summary>
    public IEnumerable<MonitoredMember> Members => _igmp.Members.Concat(_mld.Members);

    /// <summary>Takes a frame as captured. False when it carries no message about groups.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="link">What it begins with.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="length">Bytes on the wire when the capture is cut, or 0 for the captured ones.</param>
    public bool Receive(long now, LinkType link, ReadOnlySpan<byte> frame, int length = 0)
    {
        MacAddress hardware = default;
        NetworkAddress from = default;
        foreach (View layer in PacketView.Layers(link, frame, length))
        {
            if (layer.IsQuoted) return false;
            if (!layer.IsWhole && !MonitoredMessages.AreOf(layer.Kind)) return false;
            if (layer.Is(Ethernet.Kind)) hardware = layer.Get(Ethernet.Source);
            else if (layer.Is(Ipv4.Kind)) from = layer.Get(Ipv4.SourceAddress);
            else if (layer.Is(Ipv6.Kind)) from = layer.Get(Ipv6.SourceAddress);
            else if (MonitoredMessages.AreOf(layer.Kind)) return Take(now, new(from, hardware), layer);
        }
        return false;
    }

    /// <summary>Lets what is overdue end.</summary>
    public void Poll(long now)
    {
        _igmp.Poll(now);
        _mld.Poll(now);
    }

    private bool Take(long now, Reporter reporter, scoped in View message)
    {
        if (!message.IsWhole || message.ChecksumStatus != ChecksumStatus.Good)
        {
            Refused++;
            return true;
        }
        Messages++;
        if (message.Is(IgmpV3Report.Kind)) TakeRecords(now, reporter, message);
        else if (message.Is(MldV2Report.Kind)) TakeRecords6(now, reporter, message);
        else if (MonitoredMessages.QueryIn(message, ref _sources) is { } query) FamilyOf(reporter).Query(now, reporter.Address, query, _sources.AsSpan(0, query.Sources));
        else TakeOlder(now, reporter, message);
        return true;
    }

    private void TakeRecords(long now, Reporter reporter, scoped in View report)
    {
        foreach (View record in report.Records(IgmpV3Report.GroupRecords))
        {
            int sources = MonitoredMessages.Copy(record.Get(GroupRecord.SourceAddress), ref _sources);
            _igmp.Report(now, reporter, record.Get(GroupRecord.MulticastAddress), record.Get(GroupRecord.RecordType), _sources.AsSpan(0, sources), version: 3);
        }
    }

    private void TakeRecords6(long now, Reporter reporter, scoped in View report)
    {
        foreach (View record in report.Records(MldV2Report.Records))
        {
            int sources = MonitoredMessages.Copy(record.Get(MulticastAddressRecord.SourceAddress), ref _sources);
            _mld.Report(now, reporter, record.Get(MulticastAddressRecord.MulticastAddress), record.Get(MulticastAddressRecord.RecordType), _sources.AsSpan(0, sources), version: 2);
        }
    }

    // RFC 9776, 7.3.2: an older report says that all sources are wanted, a leave that none is.
    private void TakeOlder(long now, Reporter reporter, scoped in View message)
    {
        if (message.Is(IgmpV1.Report)) _igmp.Report(now, reporter, message.Get(IgmpV1.GroupAddress), GroupRecordType.IsEx, [], version: 1);
        else if (message.Is(IgmpV2.Report)) _igmp.Report(now, reporter, message.Get(IgmpV2.GroupAddress), GroupRecordType.IsEx, [], version: 2);
        else if (message.Is(IgmpV2.Leave)) _igmp.Leave(now, reporter, message.Get(IgmpV2.GroupAddress));
        else if (message.Is(MldV1.Report)) _mld.Report(now, reporter, message.Get(MldV1.MulticastAddress), GroupRecordType.IsEx, [], version: 1);
        else if (message.Is(MldV1.Done)) _mld.Leave(now, reporter, message.Get(MldV1.MulticastAddress));
    }

    private MonitoredFamily FamilyOf(Reporter reporter) => reporter.Address.IsIpv6 ? _mld : _igmp;
}
