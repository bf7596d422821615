namespace RawNet.Captures;

/// <summary>What an interface counted: the options of an Interface Statistics Block (draft-ietf-opsawg-pcapng, 4.6).
/// What is null is not known and left out.</summary>
/// <param name="TimeNanoseconds">When it was counted, since 1970.</param>
public sealed record InterfaceStatistics(Int128 TimeNanoseconds)
{
    /// <summary>isb_ifrecv: packets that the interface received.</summary>
    public ulong? Received { get; init; }

    /// <summary>isb_ifdrop: packets that the interface lost for want of room.</summary>
    public ulong? Dropped { get; init; }

    /// <summary>isb_osdrop: packets that the operating system lost.</summary>
    public ulong? DroppedBySystem { get; init; }

    /// <summary>isb_usrdeliv: packets that reached the recorder.</summary>
    public ulong? Delivered { get; init; }

    /// <summary>opt_comment.</summary>
    public string? Comment { get; init; }
}
