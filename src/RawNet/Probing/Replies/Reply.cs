namespace RawNet.Probing;

/// <summary>What a frame answers.</summary>
/// <param name="Relation">How; None when it answers nothing.</param>
/// <param name="Number">The number that the question was given.</param>
/// <param name="AskedAt">Its time.</param>
/// <param name="From">Who answers; no address where the frame has no IP header and ARP says none.</param>
public readonly record struct Reply(Relation Relation, long Number, long AskedAt, NetworkAddress From);
