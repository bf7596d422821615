namespace RawNet.Probing.Groups;

/// <summary>What an interface wants to receive of one group (RFC 9776, section 3.2): a mode and its sources.</summary>
/// <param name="Mode">Whether the sources are the wanted or the unwanted ones.</param>
/// <param name="Sources">The sources.</param>
public sealed record GroupFilter(FilterMode Mode, SourceSet Sources)
{
    /// <summary>INCLUDE({}): not a member.</summary>
    public static GroupFilter Nothing { get; } = new(FilterMode.Include, SourceSet.Empty);

    /// <summary>EXCLUDE({}): a member that takes every source.</summary>
    public static GroupFilter Everything { get; } = new(FilterMode.Exclude, SourceSet.Empty);

    /// <summary>True when nothing is wanted: the group is not joined.</summary>
    public bool IsNothing => Mode == FilterMode.Include && Sources.IsEmpty;

    /// <summary>INCLUDE of these sources.</summary>
    public static GroupFilter Only(params ReadOnlySpan<NetworkAddress> sources) => new(FilterMode.Include, SourceSet.Of(sources));

    /// <summary>EXCLUDE of these sources.</summary>
    public static GroupFilter AllBut(params ReadOnlySpan<NetworkAddress> sources) => new(FilterMode.Exclude, SourceSet.Of(sources));

    /// <summary>True for a source that is to be forwarded.</summary>
    public bool Wants(NetworkAddress source) => (Mode == FilterMode.Include) == Sources.Contains(source);

    /// <summary>include(A,B) or exclude(A,B).</summary>
    public override string ToString() => Mode == FilterMode.Include ? $"include({Sources})" : $"exclude({Sources})";
}
