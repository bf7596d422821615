using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Rules about ICMP and ICMPv6 messages that are not about neighbours or groups.</summary>
internal static class IcmpRules
{
    public static readonly LintRule[] All =
    [
        new("no ICMP error is about an ICMP error", Rfc.Section(1122, "3.2.2"),
            (scoped in LintScene scene) => AboutAnError(scene, IcmpUnreachable.Kind.Protocol))
        {
            LooksAtQuotes = true
        },
        new("no ICMPv6 error is about an ICMPv6 error", Rfc.Section(4443, "2.4 (e)"),
            (scoped in LintScene scene) => AboutAnError(scene, Icmpv6Unreachable.Kind.Protocol))
        {
            LooksAtQuotes = true
        },
        new("source quench is not sent", Rfc.Section(6633, "3"), SourceQuench),
    ];

    private static Breach? AboutAnError(scoped in LintScene scene, Protocol protocol) =>
        scene.Layer.Kind.Protocol == protocol && scene.Layer.Kind.Table.Roles.Quotes && scene.Error.Kind?.Protocol == protocol
            ? new(protocol.Name, "layer", scene.Layer.Kind.Name, "no ICMP error")
            : null;

    private static Breach? SourceQuench(scoped in LintScene scene) =>
        scene.Layer.Is(IcmpSourceQuench.Kind) ? Breach.Of(scene.Layer, IcmpSourceQuench.Type, "any other type") : null;
}
