using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>What RFC 4861 demands of every neighbour discovery message before anything else.</summary>
internal static class NeighborRules
{
    public static readonly LintRule[] All =
    [
        .. Of("router solicitation", Rfc.Section(4861, "6.1.1"), RouterSolicitation.Kind, RouterSolicitation.Code),
        .. Of("router advertisement", Rfc.Section(4861, "6.1.2"), RouterAdvertisement.Kind, RouterAdvertisement.Code),
        .. Of("neighbor solicitation", Rfc.Section(4861, "7.1.1"), NeighborSolicitation.Kind, NeighborSolicitation.Code),
        .. Of("neighbor advertisement", Rfc.Section(4861, "7.1.2"), NeighborAdvertisement.Kind, NeighborAdvertisement.Code),
        .. Of("redirect", Rfc.Section(4861, "8.1"), NeighborRedirect.Kind, NeighborRedirect.Code),
    ];

    private static LintRule[] Of(string message, Source clause, Kind kind, Field<byte> code) =>
    [
        new($"a {message} has a hop limit of 255", clause, Demands.Around(Ipv6.HopLimit, 255, kind)),
        new($"a {message} has code 0", clause, Demands.Field(code, 0, kind)),
    ];
}
