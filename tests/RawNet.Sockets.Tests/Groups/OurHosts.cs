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
    private readonly GroupHosts _hosts;
    private readonly GroupChannel _channel;
    private readonly Thread _thread;
    private volatile bool _isOver;

    public OurHosts(Host host, GroupHostSettings settings, NetworkAddress first, int count = 1, ulong mac = 0x020000000002)
    {
        _channel = host.Run(() => new GroupChannel(RawNet.Sockets.Link.ByName(host.InterfaceName), []));
        _hosts = new(settings, new RandomDelays(77), (in GroupSending s) => _channel.Send(settings.Dialect, s, MacAddress.FromUInt64(mac + (ulong)s.Sender)));
        for (uint i = 0; i < count; i++) _hosts.Add(first.Plus(i));
        _thread = new Thread(Run);
        _thread.Start();
    }

    public int Count => _hosts.Count;

    public void Set(string group, GroupFilter before, GroupFilter after) => Set(0, group, after);

    public void Set(int host, string group, GroupFilter filter) => _wishes.Enqueue(now => _hosts.Set(now, host, RawNet.Tests.Probing.Groups.Link.A(group), filter));

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _channel.Dispose();
    }

    private void Run() => new GroupLoop(_hosts, _channel, new MonotonicClock())
    {
        Turn = now =>
        {
            while (_wishes.TryDequeue(out Action<long>? wish)) wish(now);
        },
    }.Run(long.MaxValue, () => _isOver);
}
