using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>Who sent a report.</summary>
/// <param name="Address">0.0.0.0 or :: before the host has one.</param>
/// <param name="Hardware">Its MAC; 0 on links without.</param>
internal readonly record struct Reporter(NetworkAddress Address, MacAddress Hardware)
{
    public bool HasAddress => !Address.IsUnspecified;

    /// <summary>What tells hosts apart: the address, or before there is one the MAC. Several hosts may stand behind one MAC.</summary>
    public Reporter Key => HasAddress ? new(Address, default) : this;

    /// <summary>The same host before it had its address.</summary>
    public Reporter Unaddressed => new(GroupDialect.Of(Address).Unspecified, Hardware);
}
