namespace RawNet.Sockets;

/// <summary>The process at the other end of an AF_UNIX socket (ucred, unix(7)).</summary>
/// <param name="ProcessId">0 when there is none.</param>
/// <param name="UserId">4294967295 when there is none.</param>
/// <param name="GroupId">As the user.</param>
public readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    /// <inheritdoc/>
    public override string ToString() => $"pid={ProcessId} uid={UserId} gid={GroupId}";
}
