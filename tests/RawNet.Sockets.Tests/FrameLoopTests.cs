using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Sockets.Tests;

/// <summary>The one loop that looks at frames: what ends it, and what still belongs to a run.</summary>
public class FrameLoopTests
{
    private readonly List<Int128?> _taken = [];

    [Fact]
    public void ARunWithoutTimeLooksOnceAndTakesWhatIsThere()
    {
        Scene scene = new(1, 2, 3);
        Loop(scene).Run(TimeSpan.Zero);
        Assert.Equal([1], _taken);
    }

    [Fact]
    public void EnoughIsEnoughAlsoOfWhatWaits()
    {
        Scene scene = new(1, 2, 3);
        FrameLoop loop = new(scene, Take) { IsEnough = () => _taken.Count == 2 };
        loop.Run(Timeout.InfiniteTimeSpan);
        loop.Drain();
        Assert.Equal([1, 2], _taken);
    }

    [Fact]
    public void WhoStopsStillGetsWhatCameBefore()
    {
        Int128 future = ((Int128)MonotonicClock.TimeOfDay) + 3_600_000_000_000;
        Scene scene = new(1, 2, 3, (long)future, 4);
        FrameLoop loop = new(scene, Take) { IsStopWanted = () => true };
        loop.Run(Timeout.InfiniteTimeSpan);
        Assert.Equal([1], _taken);
        loop.Drain();
        Assert.Equal([1, 2, 3], _taken);
    }

    [Fact]
    public void NothingThereIsIdleAndThenWaitedForNoLongerThanAWishMayBeUnseen()
    {
        Scene scene = new();
        int idle = 0;
        FrameLoop loop = new(scene, Take)
        {
            Idle = () => idle++,
            LongestDeafness = TimeSpan.FromMilliseconds(7),
            IsStopWanted = () => idle == 3
        };
        loop.Run(Timeout.InfiniteTimeSpan);
        Assert.Equal(3, idle);
        Assert.Equal([0, 7, 0, 7, 0, 7], scene.Patience);
    }

    [Fact]
    public void TheTimeEndsItAlsoWhileFramesNeverEnd()
    {
        FrameLoop loop = new(new Flood(), Take);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        loop.Run(TimeSpan.FromMilliseconds(20));
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 0.02, 10);
    }

    private FrameLoop Loop(IFrameSource source) => new(source, Take);

    private void Take(in CapturedPacket packet) => _taken.Add(packet.TimeNanoseconds);

    /// <summary>Frames known by their time stamps, and then none.</summary>
    private sealed class Scene(params long[] stamps) : IFrameSource
    {
        private int _next;

        public List<double> Patience { get; } = [];

        public bool Next(TimeSpan patience, out CapturedPacket packet)
        {
            Patience.Add(patience.TotalMilliseconds);
            bool isThere = _next < stamps.Length;
            packet = isThere ? new(LinkType.Raw, [], stamps[_next++]) : default;
            return isThere;
        }
    }

    private sealed class Flood : IFrameSource
    {
        public bool Next(TimeSpan patience, out CapturedPacket packet)
        {
            packet = new(LinkType.Raw, [], 1);
            return true;
        }
    }
}
