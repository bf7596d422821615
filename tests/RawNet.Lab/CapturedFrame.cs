namespace RawNet.Lab;

/// <summary>One captured frame, whole, as tcpdump stored it.</summary>
public sealed class CapturedFrame(long timeNanoseconds, int wireLength, byte[] bytes)
{
    /// <summary>Since 1970, by the kernel's clock.</summary>
    public long TimeNanoseconds => timeNanoseconds;

    public int WireLength => wireLength;

    public ReadOnlySpan<byte> Bytes => bytes;

    public override string ToString() => Convert.ToHexStringLower(bytes);
}
