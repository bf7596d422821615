using System.Collections.Concurrent;
using RawNet.Lab;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Wire;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>Our hosts on an interface of a lab host, running on a thread of their own until disposed.</summary>
internal sealed class OurHosts : ITwin, IDisposable
{
    private readonly ConcurrentQueue<Action<long>> _wishes = new();
    private readonly MonotonicClock _clock = new();
    private readonly HostSession _session;
    private readonly FrameChannel _channel;
    private readonly Thread _thread;
    private volatile bool _isOver;

    public OurHosts(Host host, GroupHostSettings settings, NetworkAddress first, int count = 1, ulong mac = 0x020000000002)
    {
        var link = host.Run(() => RawNet.Sockets.Link.ByName(host.InterfaceName));
        _channel = host.Run(() => new FrameChannel(link, _clock, []));
        _session = new(link.LinkType, settings, new RandomDelays(77), MacAddress.FromUInt64(mac)) { Vanishes = true };
        for (uint i = 0; i < count; i++) _session.Hosts.Add(first.Plus(i));
        _thread = new Thread(Run);
        _thread.Start();
    }

    public int Count => _session.Hosts.Count;

    public void Set(string group, GroupFilter before, GroupFilter after) => Set(0, group, after);

    public void Set(int host, string group, GroupFilter filter) =>
        _wishes.Enqueue(now => _session.Hosts.Set(now, host, RawNet.Tests.Probing.Groups.Link.A(group), filter));

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _channel.Dispose();
    }

    private void Run() => new ProbeLoop(_session, _channel, _clock)
    {
        IsStopWanted = () => _isOver,
        Turn = () =>
        {
            while (_wishes.TryDequeue(out Action<long>? wish)) wish(_clock.Now);
        },
    }.Run();
}
