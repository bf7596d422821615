using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Network namespaces by the names that <c>ip netns</c> keeps. A thread is in one; a socket stays in the one it was opened in.</summary>
public static class NetNamespace
{
    private const string Folder = "/run/netns";

    /// <summary>Moves the calling thread, and no other: open sockets and look up links there, on this thread. Not for threads of the pool, which others use after.</summary>
    /// <exception cref="SystemCallException">ENOENT: there is no such namespace. EPERM: needs CAP_SYS_ADMIN.</exception>
    public static void Enter(string name)
    {
        string path = Path.Combine(Folder, name);
        if (name.Contains('/', StringComparison.Ordinal) || !File.Exists(path))
            throw new SystemCallException("setns", (int)ErrorNumber.ENOENT, name);
        using SafeFileHandle space = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        SystemCall.Checked(NamespaceCall.EnterNetwork(space), "setns", name);
    }
}
