using RawNet.Lab;
using RawNet.Probing.Groups;
using RawNet.Wire;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>Our querier on an interface of a lab host, running on a thread of its own until disposed.</summary>
internal sealed class OurQuerier : IDisposable
{
    private readonly GroupChannel _channel;
    private readonly Thread _thread;
    private volatile bool _isOver;
    private volatile bool _isQuerier;

    public OurQuerier(Host host, GroupQuerierSettings settings)
    {
        _channel = host.Run(() => new GroupChannel(RawNet.Sockets.Link.ByName(host.InterfaceName), []));
        var querier = new GroupQuerier(settings, (in GroupSending s) => _channel.Send(settings.Dialect, s, MacAddress.FromUInt64(0x020000000009)), (in GroupQuerierEvent happened) =>
        {
            if (happened.Kind is GroupQuerierEventKind.Elected or GroupQuerierEventKind.Yielded) _isQuerier = happened.Kind == GroupQuerierEventKind.Elected;
        });
        _thread = new Thread(() => new GroupLoop(querier, _channel, new MonotonicClock()).Run(long.MaxValue, () => _isOver));
        _thread.Start();
    }

    public bool IsQuerier => _isQuerier;

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _channel.Dispose();
    }
}
