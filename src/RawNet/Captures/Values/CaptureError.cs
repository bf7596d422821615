using System.Globalization;

namespace RawNet.Captures;

/// <summary>What is wrong with a capture file.</summary>
public enum CaptureFault
{
    /// <summary>The first bytes are those of no capture format.</summary>
    NotACapture,

    /// <summary>A version of the format that nobody has defined.</summary>
    UnsupportedVersion,

    /// <summary>The file ends inside of something: the only fault of a recording that was interrupted.</summary>
    CutShort,

    /// <summary>A length that cannot be right whatever follows.</summary>
    BadLength,

    /// <summary>A packet of an interface that its section does not describe.</summary>
    NoInterface,

    /// <summary>gzip's own structure or check sum is wrong.</summary>
    BadCompression,

    /// <summary>The link type of a pcap file has bits set that nobody has defined.</summary>
    BadLinkType,

    /// <summary>A whole pcap file where the blocks of pcapng were asked for.</summary>
    NoBlocks,
}

/// <summary>Why reading ended before the end. Everything before <paramref name="Offset"/> was whole and has been delivered.</summary>
/// <param name="Fault">The kind of damage.</param>
/// <param name="Offset">Where the damaged part begins, in bytes from the start of the unpacked file.</param>
/// <param name="What">One clause that says it, without the offset.</param>
/// <param name="Needed">Bytes that the part takes; 0 where no length is at fault.</param>
/// <param name="Available">Bytes that are there for it.</param>
public sealed record CaptureError(CaptureFault Fault, long Offset, string What, long Needed = 0, long Available = 0)
{
    /// <summary>Of a packed file: the program that unpacks it to its standard output; else null.</summary>
    public string? UnpackedBy { get; init; }

    /// <summary>One English sentence without a full stop.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"at byte {Offset}: {What}");

    internal static CaptureError CutShort(long offset, string part, long needed, long available) =>
        new(CaptureFault.CutShort, offset,
            string.Create(CultureInfo.InvariantCulture, $"the file is cut short, {part} needs {needed} bytes and {available} are there"),
            needed, available);

    internal static CaptureError BadLength(long offset, FormattableString what, long needed = 0, long available = 0) =>
        new(CaptureFault.BadLength, offset, FormattableString.Invariant(what), needed, available);
}
