using System.Collections;

namespace RawNet.Probing.Groups;

/// <summary>A set of source addresses that never changes, kept in ascending order: the A, B, X and Y of RFC 9776.</summary>
public sealed class SourceSet : IReadOnlyCollection<NetworkAddress>, IEquatable<SourceSet>
{
    private readonly NetworkAddress[] _sorted;

    private SourceSet(NetworkAddress[] sorted) => _sorted = sorted;

    /// <summary>No source.</summary>
    public static SourceSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _sorted.Length;

    /// <summary>True for the set without members.</summary>
    public bool IsEmpty => _sorted.Length == 0;

    /// <summary>The members in ascending order.</summary>
    public ReadOnlySpan<NetworkAddress> Span => _sorted;

    /// <summary>A + B: the union.</summary>
    public static SourceSet operator +(SourceSet left, SourceSet right) =>
        left.IsEmpty ? right : right.IsEmpty ? left : Of([.. left._sorted, .. right._sorted]);

    /// <summary>A * B: the intersection.</summary>
    public static SourceSet operator *(SourceSet left, SourceSet right) => left.Where(right.Contains);

    /// <summary>A - B: the members of A that are not in B.</summary>
    public static SourceSet operator -(SourceSet left, SourceSet right) =>
        right.IsEmpty ? left : left.Where(source => !right.Contains(source));

    /// <summary>The addresses once each, in any order given.</summary>
    public static SourceSet Of(params ReadOnlySpan<NetworkAddress> sources)
    {
        if (sources.IsEmpty) return Empty;
        var set = new SortedSet<NetworkAddress>();
        foreach (NetworkAddress source in sources) set.Add(source);
        return new([.. set]);
    }

    /// <summary>True for a member.</summary>
    public bool Contains(NetworkAddress source) => Array.BinarySearch(_sorted, source) >= 0;

    /// <summary>The members from one place on, at most this many: for lists that are split by size.</summary>
    public SourceSet Slice(int start, int count) =>
        start == 0 && count >= Count ? this : new(_sorted.AsSpan(start, Math.Min(count, Count - start)).ToArray());

    /// <summary>The members for which the test holds.</summary>
    public SourceSet Where(Func<NetworkAddress, bool> test)
    {
        NetworkAddress[] kept = Array.FindAll(_sorted, source => test(source));
        return kept.Length == Count ? this : kept.Length == 0 ? Empty : new(kept);
    }

    /// <inheritdoc/>
    public bool Equals(SourceSet? other) => other is not null && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SourceSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (NetworkAddress source in _sorted) hash.Add(source);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<NetworkAddress> GetEnumerator() => ((IEnumerable<NetworkAddress>)_sorted).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The members with commas between them.</summary>
    public override string ToString() => string.Join(',', _sorted);
}
