using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Host;

/// <summary>What hosts the person wants.</summary>
/// <param name="Link">Where.</param>
/// <param name="Settings">How they take part.</param>
/// <param name="Hosts">How many.</param>
/// <param name="Address">Of the first; the others follow.</param>
/// <param name="Mac">Of the first; the others follow.</param>
/// <param name="Groups">What each of them wants.</param>
/// <param name="Time">How long; null until stopped.</param>
/// <param name="Vanishes">They end without leaving.</param>
internal sealed record HostPlan(
    Link Link, GroupHostSettings Settings, int Hosts, NetworkAddress Address, MacAddress Mac,
    IReadOnlyList<(NetworkAddress Group, GroupFilter Filter)> Groups, TimeSpan? Time, bool Vanishes)
{
    /// <summary>A link without hosts yet.</summary>
    public HostSession Session(RandomDelays delays, IGroupRenderer renderer) =>
        new(Link.LinkType, Settings, delays, Mac) { Vanishes = Vanishes, Said = renderer.Sent, Heard = renderer.Heard };

    /// <summary>Adds the next host, which joins at once.</summary>
    public void AddTo(GroupHosts hosts, long now)
    {
        int host = hosts.Add(Address.IsUnspecified ? Address : Address.Plus((uint)hosts.Count));
        foreach ((NetworkAddress group, GroupFilter filter) in Groups) hosts.Set(now, host, group, filter);
    }
}
