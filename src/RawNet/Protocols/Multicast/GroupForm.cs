namespace RawNet.Protocols;

/// <summary>What a message about groups does.</summary>
internal enum GroupSaying : byte
{
    /// <summary>Asks for one group or all.</summary>
    Query,

    /// <summary>Tells what is wanted.</summary>
    Report,

    /// <summary>Takes a group back, in the versions that say so by a message of its own.</summary>
    Leave,
}

/// <summary>What a message does, in which version.</summary>
internal readonly record struct GroupForm(GroupVersion Generation, GroupSaying Saying);
