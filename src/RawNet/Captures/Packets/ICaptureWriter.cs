namespace RawNet.Captures;

/// <summary>Takes packets for a capture file.</summary>
public interface ICaptureWriter
{
    /// <summary>
    /// Adds one packet in exactly one call of the stream's Write, so that a process killed between two calls leaves only whole records.
    /// (A stream with a buffer of its own cuts where it likes: give a FileStream a buffer size of 0.) Nothing is allocated per packet.
    /// </summary>
    /// <remarks>Bytes beyond the interface's snap length are left out; <see cref="CapturedPacket.Length"/> still
    /// tells the whole length.</remarks>
    /// <exception cref="ArgumentException">The packet is not of the interface's link type, or the format cannot hold it.
    /// Nothing was written.</exception>
    void Write(in CapturedPacket packet);
}
