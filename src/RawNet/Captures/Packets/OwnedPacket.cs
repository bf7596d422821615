using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>A <see cref="CapturedPacket"/> with bytes of its own, for lists, queues and <see cref="IAsyncEnumerable{T}"/>.</summary>
/// <param name="LinkType">What the first bytes are.</param>
/// <param name="Data">The bytes that were kept.</param>
/// <param name="TimeNanoseconds">Since 1970-01-01T00:00:00Z; null when nobody told.</param>
public sealed record OwnedPacket(LinkType LinkType, ReadOnlyMemory<byte> Data, Int128? TimeNanoseconds)
{
    /// <inheritdoc cref="CapturedPacket.Number"/>
    public long Number { get; init; }

    /// <inheritdoc cref="CapturedPacket.Length"/>
    public long Length { get; init; } = Data.Length;

    /// <inheritdoc cref="CapturedPacket.Interface"/>
    public int Interface { get; init; }

    /// <inheritdoc cref="CapturedPacket.FcsLength"/>
    public int FcsLength { get; init; }

    /// <inheritdoc cref="CapturedPacket.Direction"/>
    public PacketDirection Direction { get; init; }

    /// <inheritdoc cref="CapturedPacket.LostBefore"/>
    public ulong LostBefore { get; init; }

    /// <inheritdoc cref="CapturedPacket.LinkFaults"/>
    public LinkFaults LinkFaults { get; init; }

    private ReadOnlyMemory<byte> CommentOptions { get; init; }

    private ByteOrder CommentOrder { get; init; }

    /// <summary>The same packet over these bytes, for what takes a <see cref="CapturedPacket"/>; allocates nothing.</summary>
    public CapturedPacket Captured => new(LinkType, Data.Span, TimeNanoseconds)
    {
        Number = Number,
        Length = Length,
        Interface = Interface,
        FcsLength = FcsLength,
        Direction = Direction,
        LostBefore = LostBefore,
        LinkFaults = LinkFaults,
        Comments = new PacketComments(CommentOptions.Span, CommentOrder),
    };

    /// <summary>Copies the packet's bytes.</summary>
    public static OwnedPacket Of(in CapturedPacket packet) => new(packet.LinkType, packet.Data.ToArray(), packet.TimeNanoseconds)
    {
        Number = packet.Number,
        Length = packet.Length,
        Interface = packet.Interface,
        FcsLength = packet.FcsLength,
        Direction = packet.Direction,
        LostBefore = packet.LostBefore,
        LinkFaults = packet.LinkFaults,
        CommentOptions = packet.Comments.Options.ToArray(),
        CommentOrder = packet.Comments.Order,
    };
}
