using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>The retransmission state of one group (RFC 9776, section 5.1): how often the change of mode, and each changed
/// source, has still to be told.</summary>
internal sealed class PendingChange
{
    private Dictionary<NetworkAddress, byte>? _sources;
    private byte _modeReports;

    public bool IsDone => _modeReports == 0 && _sources is null;

    /// <summary>Merges a further change; what it says is told as often as a first one.</summary>
    public void Note(GroupFilter before, GroupFilter after, byte robustness)
    {
        if (before.Mode != after.Mode)
        {
            // The whole list is told with the mode.
            (_modeReports, _sources) = (robustness, null);
            return;
        }
        foreach (NetworkAddress source in (before.Sources - after.Sources) + (after.Sources - before.Sources))
            (_sources ??= [])[source] = robustness;
    }

    /// <summary>What the next state-change report says.</summary>
    public IEnumerable<MembershipRecord> Records(NetworkAddress group, GroupFilter filter)
    {
        if (_modeReports > 0)
        {
            yield return MembershipRecord.Changed(group, filter);
            yield break;
        }
        SourceSet changed = SourceSet.Of([.. _sources?.Keys ?? Enumerable.Empty<NetworkAddress>()]);
        SourceSet allowed = changed.Where(filter.Wants);
        if (!allowed.IsEmpty) yield return new(GroupRecordType.Allow, group, allowed);
        if (allowed.Count < changed.Count) yield return new(GroupRecordType.Block, group, changed - allowed);
    }

    /// <summary>A report with those records is on its way.</summary>
    public void Told()
    {
        if (_modeReports > 0) _modeReports--;
        if (_sources is null) return;
        foreach ((NetworkAddress source, byte left) in _sources)
            if (left > 1) _sources[source] = (byte)(left - 1);
            else _sources.Remove(source);
        if (_sources.Count == 0) _sources = null;
    }
}
