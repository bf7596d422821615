using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>A file read to its end.</summary>
internal sealed record Reading(IReadOnlyList<Row> Packets, CaptureError? Error,
    CaptureFormat Format, IReadOnlyList<CaptureInterface> Interfaces, long SkippedBlocks)
{
    internal static Reading Of(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return Of(stream);
    }

    internal static Reading Of(Stream stream)
    {
        using CaptureReader reader = CaptureReader.Open(stream);
        List<Row> rows = [];
        while (reader.TryRead(out CapturedPacket packet))
            rows.Add(Row.Of(packet));
        Assert.False(reader.TryRead(out _));
        return new Reading(rows, reader.Error, reader.Format, reader.Interfaces, reader.SkippedBlocks);
    }
}
