using System.Diagnostics;

namespace RawNet.Sockets;

/// <summary>Whether a socket's interface is there, from what sending and receiving came to.</summary>
/// <remarks>The kernel tells once that an interface went down or away, and to whichever call comes first.</remarks>
internal sealed class LinkWatch(string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private bool isDown;
    private long goneSince;

    public string Name => name;

    public LinkHistory History { get; private set; }

    /// <summary>It was deleted, and none of its name has been bound since.</summary>
    public bool IsGone => goneSince != 0;

    /// <summary>It has been gone for longer than is waited.</summary>
    public bool IsLost => IsGone && Stopwatch.GetElapsedTime(goneSince) > Patience;

    /// <summary>It was bound while it was down.</summary>
    public void StartsDown() => isDown = true;

    public void Fails(bool isGone)
    {
        if (!isDown)
            History = History with { Downs = History.Downs + 1 };
        isDown = true;
        if (isGone && !IsGone)
            goneSince = Stopwatch.GetTimestamp();
    }

    public void Works() => isDown = false;

    public void Returns()
    {
        History = History with { Returns = History.Returns + 1 };
        goneSince = 0;
    }
}
