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
    public static LintCheck Records(Kind report, RecordsField records, Func<GroupState, bool> isRight, ScalarField shown, ScalarField type, ScalarField group, string expected) => (scoped in LintScene scene) =>
    {
        if (!scene.Layer.Is(report) || !scene.Layer.Shows(records)) return null;
        foreach (View record in scene.Layer.Records(records))
            if (!isRight(new((GroupRecordType)(ulong)type.BitsIn(record), group.BitsIn(record)))) return Breach.Of(record, shown, expected) with { Protocol = report.Protocol.Name };
        return null;
    };

    public static bool IsMulticast(ScalarField field, UInt128 bits) =>
        field.Width == 32 ? Ipv4Address.FromUInt32((uint)bits).IsMulticast : Ipv6Address.FromUInt128(bits).IsMulticast;

    public static bool IsOne(scoped in View layer, Kind[] kinds) => Array.IndexOf(kinds, layer.Kind) >= 0;

    /// <summary>True when the field belongs to the network header around the layer and is there.</summary>
    public static bool IsIn(scoped in LintScene scene, ScalarField field) => scene.Network.Kind is not null && scene.Network.Has(field);

    public static string ShownAs(ScalarField field, UInt128 bits) => field.Format(new(field, bits));

    public static UInt128 Bits4(string address) => Ipv4Address.TryParse(address, out Ipv4Address value) ? value.ToUInt32() : throw new ArgumentException(address, nameof(address));

    public static UInt128 Bits6(string address) => Ipv6Address.TryParse(address, out Ipv6Address value) ? value.ToUInt128() : throw new ArgumentException(address, nameof(address));
}

/// <summary>What rules look at in a record of a report.</summary>
/// <param name="Type">What the record says.</param>
/// <param name="Group">The bits of its group.</param>
internal readonly record struct GroupState(GroupRecordType Type, UInt128 Group)
{
    /// <summary>The record says that all but some sources are wanted.</summary>
    public bool IsExclude => Type is GroupRecordType.IsEx or GroupRecordType.ToEx;
}
