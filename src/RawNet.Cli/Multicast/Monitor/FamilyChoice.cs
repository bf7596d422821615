namespace RawNet.Cli.Multicast.Monitor;

/// <summary>Which messages about groups are meant.</summary>
[Flags]
internal enum FamilyChoice
{
    /// <summary>IGMP.</summary>
    Ipv4 = 1,

    /// <summary>MLD.</summary>
    Ipv6 = 2,

    /// <summary>Both.</summary>
    Both = Ipv4 | Ipv6,
}
