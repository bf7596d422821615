using System.Diagnostics;
using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The interface that a server of frames is bound to. One that goes down is waited for; one that was deleted is bound again
/// when one of its name comes within 5 s.</summary>
internal sealed class EchoLink
{
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(1);
    private readonly EchoSocket _socket;
    private readonly Func<int, EndPoint> _addressOn;
    private readonly LinkWatch _watch;
    private int _index;
    private long _failedAt;

    private EchoLink(EchoSocket socket, int index, string name, Func<int, EndPoint> addressOn)
    {
        (_socket, _index, _addressOn) = (socket, index, addressOn);
        _watch = new LinkWatch(name);
    }

    public LinkHistory History => _watch.History;

    /// <summary>Null where a socket is bound to no single interface.</summary>
    public static EchoLink? Of(EchoSocket socket, EndPoint address)
    {
        (int index, Func<int, EndPoint> addressOn) = address switch
        {
            LinkEndPoint link => (link.InterfaceIndex, i => new LinkEndPoint(i, link.EtherType, default)),
            CanEndPoint can when socket.Kind.Echo == EchoKind.CanFrames => (can.InterfaceIndex, i => new CanEndPoint(i, can.Identifier)),
            _ => (0, (Func<int, EndPoint>)(_ => address)),
        };
        return index != 0 && socket.NameOf(index) is { } name ? new(socket, index, name, addressOn) : null;
    }

    /// <summary>Whether an error only tells that the interface went down or away.</summary>
    public bool Endures(int error)
    {
        if ((ErrorNumber)error is not (ErrorNumber.ENETDOWN or ErrorNumber.ENODEV or ErrorNumber.ENXIO))
            return false;
        _watch.Fails(IsGone);
        _failedAt = Stopwatch.GetTimestamp();
        return true;
    }

    /// <summary>A message came. One that is read soon after the interface went down had come before.</summary>
    public void Works()
    {
        if (_watch.IsDown && Stopwatch.GetElapsedTime(_failedAt) > _settling)
            _watch.Works();
    }

    /// <summary>True when another interface of the name has just been bound.</summary>
    /// <param name="hardware">Its address.</param>
    /// <exception cref="SystemCallException">ENODEV: the interface has been gone for 5 s.</exception>
    public bool HasReturned(out byte[] hardware)
    {
        hardware = [];
        if (!_watch.IsDown || !IsAway())
            return false;
        int now = _socket.IndexOf(_watch.Name);
        if (now < 0)
            return _watch.IsLost ? throw new SystemCallException("interface", -now, _watch.Name) : false;
        _index = now;
        // a CAN socket lost its filters with the interface (net/can/raw.c)
        EchoSockets.Attach(_socket, EchoRole.Server, _addressOn(_index));
        hardware = _socket.HardwareAddressOf(_watch.Name);
        _watch.Returns();
        return true;
    }

    private bool IsGone => _socket.NameOf(_index) is null;

    // One that is down already is deleted without a word.
    private bool IsAway()
    {
        if (!_watch.IsGone)
            _watch.Fails(IsGone);
        return _watch.IsGone;
    }
}
