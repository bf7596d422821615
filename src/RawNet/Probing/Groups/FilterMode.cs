namespace RawNet.Probing.Groups;

/// <summary>How a list of sources is meant (RFC 9776, section 2).</summary>
public enum FilterMode : byte
{
    /// <summary>Only from the sources listed.</summary>
    Include,

    /// <summary>From all sources but those listed.</summary>
    Exclude,
}
