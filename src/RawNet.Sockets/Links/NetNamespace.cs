using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Network namespaces by the names that <c>ip netns</c> keeps. A thread is in one;
/// a socket stays in the one it was opened in.</summary>
public static class NetNamespace
{
    private const string Folder = "/run/netns";

    /// <summary>Whether <c>ip netns</c> keeps one of this name.</summary>
    public static bool Exists(string name) =>
        !name.Contains('/', StringComparison.Ordinal) && NativeFile.KindOf($"{Folder}/{name}") == FileKind.File;

    /// <summary>Moves the calling thread, and no other: open sockets and look up links there, on this thread.
    /// Not for threads of the pool, which others use after.</summary>
    /// <exception cref="SystemCallException">ENOENT: there is no such namespace. EPERM: needs CAP_SYS_ADMIN.</exception>
    public static void Enter(string name)
    {
        if (!Exists(name))
            throw new SystemCallException("setns", (int)ErrorNumber.ENOENT, name);
        using SafeFileHandle space = NativeFile.OpenHandle($"{Folder}/{name}");
        SystemCall.Checked(NamespaceCall.EnterNetwork(space), "setns", name);
    }
}
