namespace RawNet.Tests.Captures;

/// <summary>Remembers where each Write ended: a process killed there leaves that many bytes.</summary>
internal sealed class RecordingStream : MemoryStream
{
    private readonly List<int> _ends = [];

    internal IReadOnlyList<int> WriteEnds => _ends;

    public override void Write(byte[] buffer, int offset, int count)
    {
        base.Write(buffer, offset, count);
        _ends.Add((int)Length);
    }
}
