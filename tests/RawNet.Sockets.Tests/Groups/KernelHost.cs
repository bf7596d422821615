using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Probing.Groups;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>The kernel of a lab host as the twin: one socket a group, by the options that change one thing at a time.</summary>
internal sealed class KernelHost(Host host) : ITwin, IDisposable
{
    private readonly Dictionary<string, MembershipSocket> _sockets = [];

    public void Set(string group, GroupFilter before, GroupFilter after) => host.Run(() =>
    {
        IPAddress address = IPAddress.Parse(group);
        MulticastInterface link = RawNet.Sockets.Link.ByName(host.InterfaceName).Index;
        if (after.IsNothing)
        {
            _sockets.Remove(group, out MembershipSocket? left);
            left!.Dispose();
            return;
        }
        if (!_sockets.TryGetValue(group, out MembershipSocket? socket)) _sockets[group] = socket = MembershipSocket.Open(address.AddressFamily);
        bool is4 = address.AddressFamily == AddressFamily.InterNetwork;
        if (before.IsNothing && after.Mode == FilterMode.Exclude) socket.Set(is4 ? IpOption.JoinGroup : Ipv6Option.JoinGroup, new(link, address));
        else if (before.Mode != after.Mode) socket.Set(is4 ? IpOption.SourceFilter : Ipv6Option.SourceFilter, new(link, address, after.Mode == FilterMode.Include ? SourceFilterMode.Include : SourceFilterMode.Exclude, [.. after.Sources.Select(s => IPAddress.Parse(s.ToString()))]));
        if (before.Mode != after.Mode) return;
        Change(socket, after.Sources - before.Sources, source => new(link, address, source), after.Mode == FilterMode.Include ? is4 ? IpOption.JoinSourceGroup : Ipv6Option.JoinSourceGroup : is4 ? IpOption.BlockSource : Ipv6Option.BlockSource);
        Change(socket, before.Sources - after.Sources, source => new(link, address, source), after.Mode == FilterMode.Include ? is4 ? IpOption.LeaveSourceGroup : Ipv6Option.LeaveSourceGroup : is4 ? IpOption.UnblockSource : Ipv6Option.UnblockSource);
    });

    public void Dispose()
    {
        foreach (MembershipSocket socket in _sockets.Values) socket.Dispose();
    }

    private static void Change(MembershipSocket socket, SourceSet sources, Func<IPAddress, Membership> membership, SocketOption<Membership> option)
    {
        foreach (var source in sources) socket.Set(option, membership(IPAddress.Parse(source.ToString())));
    }
}
