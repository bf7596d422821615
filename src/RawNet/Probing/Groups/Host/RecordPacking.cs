namespace RawNet.Probing.Groups;

/// <summary>Puts records into as few reports as the link's MTU allows (RFC 9776, section 4.2.17; RFC 9777, section 5.2.16).</summary>
public static class RecordPacking
{
    private const int MostRecords = ushort.MaxValue;

    /// <summary>The records of each report, in order. Records that exclude are cut to what fits one report, all others are split.</summary>
    /// <param name="records">What is to be said.</param>
    /// <param name="room">Bytes for records in one report: <see cref="GroupDialect.RoomForRecords"/>.</param>
    /// <param name="dialect">Says how long a record is.</param>
    public static IReadOnlyList<IReadOnlyList<MembershipRecord>> Pack(IEnumerable<MembershipRecord> records, int room, GroupDialect dialect)
    {
        var reports = new List<IReadOnlyList<MembershipRecord>>();
        var open = new List<MembershipRecord>();
        int left = room;
        foreach (MembershipRecord piece in records.SelectMany(record => Pieces(record, dialect.SourcesIn(room))))
        {
            int length = dialect.LengthOf(piece);
            if (open.Count > 0 && (length > left || open.Count == MostRecords))
            {
                reports.Add(open);
                (open, left) = ([], room);
            }
            open.Add(piece);
            left -= length;
        }
        if (open.Count > 0) reports.Add(open);
        return reports;
    }

    private static IEnumerable<MembershipRecord> Pieces(MembershipRecord record, int most)
    {
        yield return record with { Sources = record.Sources.Slice(0, most) };
        if (record.Excludes) yield break;
        for (int start = most; start < record.Sources.Count; start += most)
            yield return record with { Sources = record.Sources.Slice(start, most) };
    }
}
