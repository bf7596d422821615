using System.Net;
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
        if (!_sockets.TryGetValue(group, out MembershipSocket? socket))
            _sockets[group] = socket = MembershipSocket.Open(address.AddressFamily);
        var options = GroupOptions.Of(address.AddressFamily);
        bool includes = after.Mode == FilterMode.Include;
        if (before.IsNothing && after.Mode == FilterMode.Exclude) socket.Set(options.Join, new(link, address));
        else if (before.Mode != after.Mode)
            socket.Set(options.Filter, new(link, address, includes ? FilterMode.Include : FilterMode.Exclude,
                [.. after.Sources.Select(s => IPAddress.Parse(s.ToString()))]));
        if (before.Mode != after.Mode) return;
        Change(socket, after.Sources - before.Sources, source => new(link, address, source), includes ? options.JoinSource : options.Block);
        Change(socket, before.Sources - after.Sources, source => new(link, address, source),
            includes ? options.LeaveSource : options.Unblock);
    });

    public void Dispose()
    {
        foreach (MembershipSocket socket in _sockets.Values) socket.Dispose();
    }

    private static void Change(MembershipSocket socket, SourceSet sources,
        Func<IPAddress, Membership> membership, SocketOption<Membership> option)
    {
        foreach (var source in sources) socket.Set(option, membership(IPAddress.Parse(source.ToString())));
    }
}
