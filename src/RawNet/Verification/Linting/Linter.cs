using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Holds every layer of a packet against every rule.</summary>
internal static class Linter
{
    /// <summary>All rules, by what they are about.</summary>
    public static IReadOnlyList<LintRule> Rules { get; } =
    [
        .. HeaderRules.All, .. FragmentRules.All, .. IcmpRules.All, .. IgmpRules.All, .. MldRules.All, .. NeighborRules.All
    ];

    public static void Check(in CapturedPacket packet, List<Finding> findings)
    {
        var scene = default(LintScene);
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength))
        {
            scene.MoveTo(view);
            foreach (LintRule rule in Rules)
            {
                if (rule.LooksAtQuotes != view.IsQuoted || rule.Check(scene) is not { } breach) continue;
                Source clause = rule.Clause ?? view.Kind.Table.Source;
                findings.Add(new(packet.Number, breach.Protocol, breach.Field, Text(breach.Found), Text(breach.Expected), clause.ToString())
                {
                    IsQuoted = view.IsQuoted,
                    Record = breach.Record
                });
            }
        }
    }

    private static ShownValue Text(string value) => new(value, ValueForm.Text);
}
