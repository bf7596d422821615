using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Rules about fragments of both families.</summary>
internal static class FragmentRules
{
    private const int Unit = 8, Most = ushort.MaxValue;

    public static readonly LintRule[] All =
    [
        new("an IPv4 fragment but the last is a multiple of 8 bytes", Rfc.Section(791, "3.2"), WholeUnits4),
        new("IPv4 fragments together are no more than 65535 bytes", Rfc.Section(791, "3.1"), Fits4),
        new("an IPv6 fragment but the last is a multiple of 8 bytes", Rfc.Section(8200, "4.5"), WholeUnits6),
        new("IPv6 fragments together are no more than 65535 bytes", Rfc.Section(8200, "4.5"), Fits6),
    ];

    private static Breach? WholeUnits4(scoped in LintScene scene) =>
        IsFragment4(scene.Layer) ? WholeUnits(scene.Layer, Ipv4.MoreFragments, scene.Layer, Ipv4.TotalLength) : null;

    private static Breach? WholeUnits6(scoped in LintScene scene) =>
        scene.Layer.Is(Ipv6Fragment.Kind) && scene.Layer.IsWhole
            ? WholeUnits(scene.Layer, Ipv6Fragment.M, scene.Network, Ipv6.PayloadLength)
            : null;

    private static Breach? WholeUnits(scoped in View fragment, Field<bool> more, scoped in View sized, ScalarField length) =>
        sized.Kind is not null && fragment.Get(more) && PayloadOf(fragment) % Unit != 0
            ? Breach.Of(sized, length, "a multiple of 8 bytes in the fragment")
            : null;

    private static Breach? Fits4(scoped in LintScene scene) =>
        IsFragment4(scene.Layer) && EndOf(scene.Layer, Ipv4.FragmentOffset) + scene.Layer.HeaderLength > Most
            ? Breach.Of(scene.Layer, Ipv4.FragmentOffset, "an end within 65535 bytes")
            : null;

    // What stands between the base header and the fragment header counts too.
    private static Breach? Fits6(scoped in LintScene scene) =>
        scene.Layer.Is(Ipv6Fragment.Kind) && scene.Layer.IsWhole && scene.Network.Kind is not null
            && scene.Layer.Offset - scene.Network.Offset - scene.Network.HeaderLength
                + EndOf(scene.Layer, Ipv6Fragment.FragmentOffset) > Most
            ? Breach.Of(scene.Layer, Ipv6Fragment.FragmentOffset, "an end within 65535 bytes")
            : null;

    private static bool IsFragment4(scoped in View layer) =>
        layer.Is(Ipv4.Kind) && layer.IsWhole && (layer.Get(Ipv4.MoreFragments) || layer.Get(Ipv4.FragmentOffset) > 0);

    private static int PayloadOf(scoped in View fragment) => fragment.StatedLength - fragment.HeaderLength;

    private static int EndOf(scoped in View fragment, Field<ushort> offset) => ((int)fragment.GetRaw(offset) * Unit) + PayloadOf(fragment);
}
