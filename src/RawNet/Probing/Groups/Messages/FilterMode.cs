namespace RawNet.Probing.Groups;

/// <summary>Which sources of a group are wanted (RFC 9776, section 2).</summary>
public enum FilterMode
{
    /// <summary>Only the listed sources.</summary>
    Include,

    /// <summary>All sources but those listed.</summary>
    Exclude,
}
