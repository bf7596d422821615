using System.Diagnostics;

namespace RawNet.Sockets;

/// <summary>Whether a socket's interface is there, from what sending and receiving came to.</summary>
/// <remarks>The kernel tells once that an interface went down or away, and to whichever call comes first.</remarks>
internal sealed class LinkWatch(string name)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private long _goneSince;
    private long _downSince; // in nanoseconds since 1970

    public string Name => name;

    public LinkHistory History { get; private set; }

    /// <summary>It went down, and nothing has come or gone since.</summary>
    public bool IsDown { get; private set; }

    /// <summary>It was deleted, and none of its name has been bound since.</summary>
    public bool IsGone => _goneSince != 0;

    /// <summary>It has been gone for longer than is waited.</summary>
    public bool IsLost => IsGone && Stopwatch.GetElapsedTime(_goneSince) > _patience;

    /// <summary>It was bound while it was down.</summary>
    public void StartsDown() => IsDown = true;

    public void Fails(bool isGone)
    {
        if (!IsDown)
            (History, _downSince) = (History with { Downs = History.Downs + 1 }, MonotonicClock.TimeOfDay);
        IsDown = true;
        if (isGone && !IsGone)
            _goneSince = Stopwatch.GetTimestamp();
    }

    /// <summary>A frame left.</summary>
    public void Works() => IsDown = false;

    /// <summary>A frame came; one that came before the interface went down may be read after that was told.</summary>
    /// <param name="timeNanoseconds">When it came, by the kernel's clock.</param>
    public void Heard(long timeNanoseconds)
    {
        if (timeNanoseconds > _downSince)
            IsDown = false;
    }

    /// <summary>One of its name is bound.</summary>
    public void Returns()
    {
        History = History with { Returns = History.Returns + 1 };
        _goneSince = 0;
    }
}
