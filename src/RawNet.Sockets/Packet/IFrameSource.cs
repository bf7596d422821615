using RawNet.Captures;

namespace RawNet.Sockets;

/// <summary>Where a <see cref="FrameLoop"/> takes frames from.</summary>
public interface IFrameSource
{
    /// <summary>Waits up to the time for the next frame; allocates nothing.</summary>
    /// <param name="patience">Zero only looks.</param>
    /// <param name="packet">Its bytes hold until the next call.</param>
    bool Next(TimeSpan patience, out CapturedPacket packet);
}

/// <summary>Takes a frame; its bytes hold until the handler returns.</summary>
public delegate void FrameHandler(in CapturedPacket packet);
