using System.Globalization;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Shapes that several rules share: a field must have a value, the packet around a message must be addressed so.</summary>
internal static class Demands
{
    /// <summary>A field of the message itself has one right value.</summary>
    public static LintCheck Field(ScalarField field, UInt128 right, params Kind[] kinds) => (scoped in LintScene scene) =>
        scene.Layer.Has(field) && IsOne(scene.Layer, kinds) && field.BitsIn(scene.Layer) != right ? Breach.Of(scene.Layer, field, ShownAs(field, right)) : null;

    /// <summary>A field of the network header around the message has one right value.</summary>
    public static LintCheck Around(ScalarField field, UInt128 right, params Kind[] kinds) => (scoped in LintScene scene) =>
        IsOne(scene.Layer, kinds) && IsIn(scene, field) && field.BitsIn(scene.Network) != right ? Breach.Of(scene.Network, field, ShownAs(field, right)) : null;

    /// <summary>The message is carried with a router alert.</summary>
    public static LintCheck RouterAlert(ScalarField network, params Kind[] kinds) => (scoped in LintScene scene) =>
        IsOne(scene.Layer, kinds) && IsIn(scene, network) && !scene.HasRouterAlert ? new(scene.Network.Kind.Protocol.Name, "router-alert", "none", "an option ra") : null;

    /// <summary>The packet goes to the group that the message names, or to <paramref name="general"/> when it names none.</summary>
    public static LintCheck ToGroup(ScalarField destination, ScalarField group, UInt128 general, params Kind[] kinds) => (scoped in LintScene scene) =>
    {
        if (!IsOne(scene.Layer, kinds) || !scene.Layer.Has(group) || !IsIn(scene, destination)) return null;
        UInt128 named = group.BitsIn(scene.Layer), right = named == 0 ? general : named;
        return destination.BitsIn(scene.Network) == right ? null : Breach.Of(scene.Network, destination, ShownAs(destination, right));
    };

    /// <summary>The group of a message is a multicast address; 0 stands for all groups where <paramref name="mayBeZero"/>.</summary>
    public static LintCheck Group(ScalarField group, bool mayBeZero, params Kind[] kinds) => (scoped in LintScene scene) =>
    {
        if (!IsOne(scene.Layer, kinds) || !scene.Layer.Has(group)) return null;
        UInt128 bits = group.BitsIn(scene.Layer);
        return IsMulticast(group, bits) || (mayBeZero && bits == 0) ? null : Breach.Of(scene.Layer, group, "a multicast address");
    };

    /// <summary>The first record of a report that has a breach.</summary>
    public static LintCheck Records(RecordFields fields, Func<GroupState, bool> isRight, ScalarField shown, string expected) => (scoped in LintScene scene) =>
    {
        if (!scene.Layer.Is(fields.Report) || !scene.Layer.Shows(fields.Records)) return null;
        int at = 0;
        foreach (View record in scene.Layer.Records(fields.Records))
        {
            if (!isRight(fields.StateIn(record))) return Breach.Of(record, shown, expected) with { Protocol = fields.Report.Protocol.Name, Record = at };
            at++;
        }
        return null;
    };

    /// <summary>A message ends where its last declared field does.</summary>
    public static LintCheck NothingFollows(Kind kind) => (scoped in LintScene scene) =>
        scene.Layer.Is(kind) && scene.Layer.IsWhole && scene.Layer.StatedLength > scene.Layer.HeaderLength
            ? new(kind.Protocol.Name, "length", Number(scene.Layer.StatedLength), Number(scene.Layer.HeaderLength))
            : null;

    /// <summary>A query that names no group names no source either.</summary>
    public static LintCheck NoSourcesInGeneral(Kind query, ScalarField group, ScalarField sources) => (scoped in LintScene scene) =>
        scene.Layer.Is(query) && scene.Layer.Has(sources) && group.BitsIn(scene.Layer) == 0 && sources.BitsIn(scene.Layer) != 0 ? Breach.Of(scene.Layer, sources, "0") : null;

    /// <summary>The message names a group that its hosts report.</summary>
    public static LintCheck Reported(ScalarField group, Func<UInt128, bool> isReported, params Kind[] kinds) => (scoped in LintScene scene) =>
        IsOne(scene.Layer, kinds) && scene.Layer.Has(group) && !isReported(group.BitsIn(scene.Layer)) ? Breach.Of(scene.Layer, group, "another group") : null;

    public static bool IsMulticast(ScalarField field, UInt128 bits) =>
        field.Width == 32 ? Ipv4Address.FromUInt32((uint)bits).IsMulticast : Ipv6Address.FromUInt128(bits).IsMulticast;

    public static bool IsOne(scoped in View layer, Kind[] kinds) => Array.IndexOf(kinds, layer.Kind) >= 0;

    /// <summary>True when the field belongs to the network header around the layer and is there.</summary>
    public static bool IsIn(scoped in LintScene scene, ScalarField field) => scene.Network.Kind is not null && scene.Network.Has(field);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string ShownAs(ScalarField field, UInt128 bits) => field.Format(new(field, bits));

    public static UInt128 Bits4(string address) => Ipv4Address.TryParse(address, out Ipv4Address value) ? value.ToUInt32() : throw new ArgumentException(address, nameof(address));

    public static UInt128 Bits6(string address) => Ipv6Address.TryParse(address, out Ipv6Address value) ? value.ToUInt128() : throw new ArgumentException(address, nameof(address));
}

/// <summary>Where a report keeps what rules look at in its records.</summary>
internal sealed record RecordFields(Kind Report, RecordsField Records, ScalarField Type, ScalarField AuxDataLen, ScalarField NumberOfSources, ScalarField Group)
{
    public GroupState StateIn(scoped in View record) =>
        new((GroupRecordType)(ulong)Type.BitsIn(record), Group.BitsIn(record), (int)NumberOfSources.BitsIn(record), (int)AuxDataLen.BitsIn(record));
}

/// <summary>What rules look at in a record of a report.</summary>
/// <param name="Type">What the record says.</param>
/// <param name="Group">The bits of its group.</param>
/// <param name="Sources">How many sources it says that it names.</param>
/// <param name="AuxDataLen">Words of auxiliary data.</param>
internal readonly record struct GroupState(GroupRecordType Type, UInt128 Group, int Sources, int AuxDataLen)
{
    /// <summary>The record says that all but some sources are wanted.</summary>
    public bool IsExclude => Type is GroupRecordType.IsEx or GroupRecordType.ToEx;

    /// <summary>The record says which sources of the group are received now; none are, of a group without a record.</summary>
    public bool IsIncluded => Type is GroupRecordType.IsIn;

    /// <summary>The record says which sources were added or taken away, so without any it would say nothing.</summary>
    public bool IsSourceChange => Type is GroupRecordType.Allow or GroupRecordType.Block;
}
