namespace RawNet.Sockets;

/// <summary>The user who may change the system.</summary>
public static class Superuser
{
    /// <summary>A command line that only root may run, as the user of this process types it: root, also a container's,
    /// has no need of sudo, and often none.</summary>
    public static string Line(string command) => Environment.IsPrivilegedProcess ? command : $"sudo {command}";
}
