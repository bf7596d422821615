using System.Globalization;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Shapes that several rules share: a field must have a value, the packet around a message must be addressed so.</summary>
internal static class Demands
{
    /// <summary>A field of the message itself has one right value.</summary>
    public static LintCheck Field(ScalarField field, UInt128 right, params Kind[] kinds) => (scoped in LintScene scene) =>
        scene.Layer.Has(field) && IsOne(scene.Layer, kinds) && field.BitsIn(scene.Layer) != right
            ? Breach.Of(scene.Layer, field, ShownAs(field, right))
            : null;

    /// <summary>A field of the network header around the message has one right value.</summary>
    public static LintCheck Around(ScalarField field, UInt128 right, params Kind[] kinds) => (scoped in LintScene scene) =>
        IsOne(scene.Layer, kinds) && IsIn(scene, field) && field.BitsIn(scene.Network) != right
            ? Breach.Of(scene.Network, field, ShownAs(field, right))
            : null;

    /// <summary>A message ends where its last declared field does.</summary>
    public static LintCheck NothingFollows(Kind kind) => (scoped in LintScene scene) =>
        scene.Layer.Is(kind) && scene.Layer.IsWhole && scene.Layer.StatedLength > scene.Layer.HeaderLength
            ? new(kind.Protocol.Name, "length", Number(scene.Layer.StatedLength), Number(scene.Layer.HeaderLength))
            : null;

    public static bool IsOne(scoped in View layer, Kind[] kinds) => Array.IndexOf(kinds, layer.Kind) >= 0;

    /// <summary>True when the field belongs to the network header around the layer and is there.</summary>
    public static bool IsIn(scoped in LintScene scene, ScalarField field) => scene.Network.Kind is not null && scene.Network.Has(field);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string ShownAs(ScalarField field, UInt128 bits) => field.Format(new(field, bits));
}
