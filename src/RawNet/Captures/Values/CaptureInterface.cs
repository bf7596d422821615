using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>Where packets were recorded: pcapng's Interface Description Block, or what a pcap file header says of its only one.</summary>
/// <param name="LinkType">What the first bytes of each packet are.</param>
public sealed record CaptureInterface(LinkType LinkType)
{
    /// <summary>Bytes kept of each packet at most; 0 sets no limit.</summary>
    public uint SnapLength { get; init; } = SnapLengths.Usual;

    /// <summary>The unit of stored times. Nanoseconds unless set, because that is what the kernel tells.</summary>
    public TimeResolution Resolution { get; init; } = TimeResolution.Nanoseconds;

    /// <summary>if_tsoffset: seconds to be added to every stored time. <see cref="CapturedPacket.TimeNanoseconds"/>
    /// has it added already.</summary>
    public long OffsetSeconds { get; init; }

    /// <summary>if_fcslen, in pcap the upper bits of the link type: bytes at the end of each frame that are its frame check sequence;
    /// null when the file does not tell.</summary>
    public byte? FcsLength { get; init; }

    /// <summary>if_name, for example <c>eth0</c>; null when the file does not tell.</summary>
    public string? Name { get; init; }

    /// <summary>if_description; null when the file does not tell.</summary>
    public string? Description { get; init; }

    /// <summary>if_filter: the tcpdump expression that let packets in; null when the file does not tell.</summary>
    public string? Filter { get; init; }

    /// <summary>What its description says and does not count, a clause each: "if_tsresol is ignored: its length is 2, not 1".</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Stored units to nanoseconds since 1970, rounded down.</summary>
    internal Int128 TimeOf(ulong units) => (Int128)Resolution.ToNanoseconds(units) + OffsetNanoseconds;

    /// <exception cref="ArgumentOutOfRangeException">The time lies outside of what the resolution and the offset can say.</exception>
    internal ulong UnitsOf(Int128 timeNanoseconds)
    {
        Int128 stored = timeNanoseconds - OffsetNanoseconds;
        if (stored < 0 || !Resolution.TryFromNanoseconds((UInt128)stored, out ulong units))
            throw new ArgumentOutOfRangeException(nameof(timeNanoseconds), timeNanoseconds,
                $"an interface with unit {Resolution} and offset {OffsetSeconds} s cannot store this time");
        return units;
    }

    private Int128 OffsetNanoseconds => (Int128)OffsetSeconds * 1_000_000_000;
}
