namespace RawNet.Tests.Captures;

/// <summary>A pipe at its slowest: not seekable, one byte per read.</summary>
internal sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
}
