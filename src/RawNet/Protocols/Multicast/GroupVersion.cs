namespace RawNet.Protocols;

/// <summary>What a version of IGMP or MLD can say; both protocols share the steps.</summary>
public enum GroupVersion : byte
{
    /// <summary>Reports only: IGMPv1.</summary>
    Reporting = 1,

    /// <summary>Reports, leaves and queries for one group: IGMPv2 and MLDv1.</summary>
    Leaving = 2,

    /// <summary>Source filters: IGMPv3 and MLDv2.</summary>
    Filtering = 3,
}
