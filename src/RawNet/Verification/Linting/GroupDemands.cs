using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Shapes that the rules about IGMP and about MLD share; what is right stands in <see cref="GroupRules"/>.</summary>
/// <param name="rules">Of which of the two.</param>
/// <param name="fields">Where its newest report keeps what rules look at.</param>
internal sealed class GroupDemands(GroupRules rules, RecordFields fields)
{
    /// <summary>The packet has the TTL or hop limit of every message.</summary>
    public LintCheck HopLimit(GroupVersion generation) =>
        Demands.Around(rules.HopLimitField, GroupRules.HopLimit, rules.KindsOf(generation));

    /// <summary>The packet asks routers to look at it.</summary>
    public LintCheck RouterAlert(GroupVersion generation)
    {
        Kind[] kinds = GroupRules.NeedsRouterAlert(generation) ? rules.KindsOf(generation) : [];
        return (scoped in LintScene scene) => IsCarried(scene, kinds) && !scene.HasRouterAlert
            ? new(scene.Network.Kind.Protocol.Name, "router-alert", "none", "an option ra")
            : null;
    }

    /// <summary>The packet comes from an address that such a message may have.</summary>
    public LintCheck From(string expected, params Kind[] kinds) => (scoped in LintScene scene) =>
        IsCarried(scene, kinds) && !rules.IsSource(FormOf(scene).Saying, rules.SourceField.BitsIn(scene.Network))
            ? Breach.Of(scene.Network, rules.SourceField, expected)
            : null;

    /// <summary>The packet goes where such a message goes.</summary>
    /// <param name="group">The group that the message names; null when it has no field for one.</param>
    /// <param name="kinds">The messages.</param>
    public LintCheck Delivery(ScalarField? group, params Kind[] kinds) => (scoped in LintScene scene) =>
    {
        if (!IsCarried(scene, kinds) || (group is not null && !scene.Layer.Has(group))) return null;
        UInt128 right = rules.DestinationOf(FormOf(scene), group?.BitsIn(scene.Layer) ?? 0);
        bool isRight = rules.DestinationField.BitsIn(scene.Network) == right;
        return isRight ? null : Breach.Of(scene.Network, rules.DestinationField, Demands.ShownAs(rules.DestinationField, right));
    };

    /// <summary>The group of a message is a multicast address; 0 stands for all groups where <paramref name="mayBeZero"/>.</summary>
    public LintCheck Group(ScalarField group, bool mayBeZero, params Kind[] kinds) => (scoped in LintScene scene) =>
    {
        if (!Demands.IsOne(scene.Layer, kinds) || !scene.Layer.Has(group)) return null;
        UInt128 bits = group.BitsIn(scene.Layer);
        return rules.IsMulticast(bits) || (mayBeZero && bits == 0) ? null : Breach.Of(scene.Layer, group, "a multicast address");
    };

    /// <summary>The message is about a group that messages are about.</summary>
    public LintCheck Named(ScalarField group, params Kind[] kinds) => (scoped in LintScene scene) =>
        Demands.IsOne(scene.Layer, kinds) && scene.Layer.Has(group) && rules.IsNeverNamed(group.BitsIn(scene.Layer))
            ? Breach.Of(scene.Layer, group, "another group")
            : null;

    /// <summary>A query that names no group names no source either.</summary>
    public static LintCheck NoSourcesInGeneral(Kind query, ScalarField group, ScalarField sources) => (scoped in LintScene scene) =>
        scene.Layer.Is(query) && scene.Layer.Has(sources) && group.BitsIn(scene.Layer) == 0 && sources.BitsIn(scene.Layer) != 0
            ? Breach.Of(scene.Layer, sources, "0")
            : null;

    /// <summary>Every record names a group.</summary>
    public LintCheck RecordGroup() => Record(r => rules.IsMulticast(r.Group), fields.Group, "a multicast address");

    /// <summary>Every record is about a group that messages are about.</summary>
    public LintCheck RecordNamed() => Record(r => !rules.IsNeverNamed(r.Group), fields.Group, "another group");

    /// <summary>No record is one that says nothing of a source-specific group.</summary>
    public LintCheck RecordMode() => Record(r => !rules.IsVoid(r.Type, r.Group), fields.Type, "is_in, to_in, allow or block");

    /// <summary>Every record has a type that is declared.</summary>
    public LintCheck RecordType() => Record(r => Enum.IsDefined(r.Type), fields.Type, "1 to 6");

    /// <summary>No record has auxiliary data.</summary>
    public LintCheck RecordAuxData() => Record(r => r.AuxDataLen == 0, fields.AuxDataLen, "0");

    /// <summary>Records that would say nothing without sources have some.</summary>
    public LintCheck RecordSources(Func<GroupState, bool> needsSources) =>
        Record(r => !needsSources(r) || r.Sources > 0, fields.NumberOfSources, "1 or more");

    // The first record of a report that has a breach.
    private LintCheck Record(Func<GroupState, bool> isRight, ScalarField shown, string expected) => (scoped in LintScene scene) =>
    {
        if (!scene.Layer.Is(fields.Report) || !scene.Layer.Shows(fields.Records)) return null;
        int at = 0;
        foreach (View record in scene.Layer.Records(fields.Records))
        {
            if (!isRight(fields.StateIn(record)))
                return Breach.Of(record, shown, expected) with { Protocol = fields.Report.Protocol.Name, Record = at };
            at++;
        }
        return null;
    };

    private GroupForm FormOf(scoped in LintScene scene) => rules.FormOf(scene.Layer.Kind)!.Value;

    private bool IsCarried(scoped in LintScene scene, Kind[] kinds) =>
        Demands.IsOne(scene.Layer, kinds) && Demands.IsIn(scene, rules.HopLimitField);
}

/// <summary>Where a report keeps what rules look at in its records.</summary>
internal sealed record RecordFields(
    Kind Report, RecordsField Records, ScalarField Type, ScalarField AuxDataLen, ScalarField NumberOfSources, ScalarField Group)
{
    public GroupState StateIn(scoped in View record) => new(
        (GroupRecordType)(ulong)Type.BitsIn(record), Group.BitsIn(record),
        (int)NumberOfSources.BitsIn(record), (int)AuxDataLen.BitsIn(record));
}

/// <summary>What rules look at in a record of a report.</summary>
/// <param name="Type">What the record says.</param>
/// <param name="Group">The bits of its group.</param>
/// <param name="Sources">How many sources it says that it names.</param>
/// <param name="AuxDataLen">Words of auxiliary data.</param>
internal readonly record struct GroupState(GroupRecordType Type, UInt128 Group, int Sources, int AuxDataLen)
{
    /// <summary>The record says which sources of the group are received now; none are, of a group without a record.</summary>
    public bool IsIncluded => Type is GroupRecordType.IsIn;

    /// <summary>The record says which sources were added or taken away, so without any it would say nothing.</summary>
    public bool IsSourceChange => Type is GroupRecordType.Allow or GroupRecordType.Block;
}
