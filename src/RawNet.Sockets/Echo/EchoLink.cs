using System.Diagnostics;
using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The interface that a server of frames is bound to. One that goes down is waited for; one that was deleted is bound again when one of its name comes within 5 s.</summary>
internal sealed class EchoLink
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private readonly FamilySocket socket;
    private readonly Func<int, EndPoint> addressOn;
    private readonly LinkWatch watch;
    private int index;
    private long failedAt;

    private EchoLink(FamilySocket socket, int index, string name, Func<int, EndPoint> addressOn)
    {
        (this.socket, this.index, this.addressOn) = (socket, index, addressOn);
        watch = new LinkWatch(name);
    }

    public LinkHistory History => watch.History;

    /// <summary>Null where a socket is bound to no single interface.</summary>
    public static EchoLink? Of(FamilySocket socket, EndPoint address)
    {
        (int index, Func<int, EndPoint> addressOn) = address switch
        {
            LinkEndPoint link => (link.InterfaceIndex, i => new LinkEndPoint(i, link.EtherType, default)),
            CanEndPoint can when socket.Cell.Echo == EchoKind.CanFrames => (can.InterfaceIndex, i => new CanEndPoint(i, can.Identifier)),
            _ => (0, (Func<int, EndPoint>)(_ => address)),
        };
        return index != 0 && socket.NameOf(index) is { } name ? new(socket, index, name, addressOn) : null;
    }

    /// <summary>Whether an error only tells that the interface went down or away.</summary>
    public bool Endures(int error)
    {
        if ((ErrorNumber)error is not (ErrorNumber.ENETDOWN or ErrorNumber.ENODEV or ErrorNumber.ENXIO))
            return false;
        watch.Fails(IsGone);
        failedAt = Stopwatch.GetTimestamp();
        return true;
    }

    /// <summary>A message came. One that is read soon after the interface went down had come before.</summary>
    public void Works()
    {
        if (watch.IsDown && Stopwatch.GetElapsedTime(failedAt) > Settling)
            watch.Works();
    }

    /// <summary>True when another interface of the name has just been bound.</summary>
    /// <param name="hardware">Its address.</param>
    /// <exception cref="SystemCallException">ENODEV: the interface has been gone for 5 s.</exception>
    public bool HasReturned(out byte[] hardware)
    {
        hardware = [];
        if (!watch.IsDown || !IsAway())
            return false;
        int now = socket.IndexOf(watch.Name);
        if (now < 0)
            return watch.IsLost ? throw new SystemCallException("interface", -now, watch.Name) : false;
        index = now;
        EchoSockets.Attach(socket, EchoRole.Server, addressOn(index)); // a CAN socket lost its filters with the interface (net/can/raw.c)
        hardware = socket.HardwareAddressOf(watch.Name);
        watch.Returns();
        return true;
    }

    private bool IsGone => socket.NameOf(index) is null;

    // One that is down already is deleted without a word.
    private bool IsAway()
    {
        if (!watch.IsGone)
            watch.Fails(IsGone);
        return watch.IsGone;
    }
}
