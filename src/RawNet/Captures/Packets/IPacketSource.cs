namespace RawNet.Captures;

/// <summary>The packets of one container format. It is not asked again after an error.</summary>
internal interface IPacketSource
{
    CaptureFormat Format { get; }

    CaptureError? Error { get; }

    IReadOnlyList<CaptureInterface> Interfaces { get; }

    long SkippedBlocks { get; }

    ulong? Dropped { get; }

    IReadOnlyList<string> Remarks { get; }

    bool TryRead(long number, out CapturedPacket packet);
}
