using RawNet.Lab;
using RawNet.Probing.Groups;
using RawNet.Wire;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>Our querier on an interface of a lab host, running on a thread of its own until disposed.</summary>
internal sealed class OurQuerier : IDisposable
{
    private readonly MonotonicClock _clock = new();
    private readonly FrameChannel _channel;
    private readonly Thread _thread;
    private volatile bool _isOver;
    private volatile bool _isQuerier;

    public OurQuerier(Host host, GroupQuerierSettings settings)
    {
        var link = host.Run(() => RawNet.Sockets.Link.ByName(host.InterfaceName));
        _channel = host.Run(() => new FrameChannel(link, _clock, []));
        var session = new QuerierSession(link.LinkType, settings, MacAddress.FromUInt64(0x020000000009), (in GroupQuerierEvent happened) =>
        {
            if (happened.Kind is GroupQuerierEventKind.Elected or GroupQuerierEventKind.Yielded)
                _isQuerier = happened.Kind == GroupQuerierEventKind.Elected;
        });
        _thread = new Thread(() => new ProbeLoop(session, _channel, _clock) { IsStopWanted = () => _isOver }.Run());
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
