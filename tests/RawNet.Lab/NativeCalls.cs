using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Lab;

internal static partial class NativeCalls
{
    public const int Interrupt = 2;
    public const int Kill = 9;

    private const int CloneNewNet = 0x40000000;
    private const int CloneNewMounts = 0x20000;
    private const int Bind = 0x1000, Recursive = 0x4000, Private = 0x40000; // MS_*
    private const int CloseOnExec = 0x80000;

    /// <summary>Moves the calling thread, and no other, into the network namespace that the handle names.</summary>
    public static void EnterNetworkNamespace(SafeFileHandle space)
    {
        if (SetNs(space, CloneNewNet) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Of the calling thread, and of threads and programs that it starts from now on, one file is another. The thread has its
    /// own mounts then, for good.</summary>
    public static void ReplaceFile(string path, string by)
    {
        if (Unshare(CloneNewMounts) != 0 || Mount("none", "/", 0, Recursive | Private, 0) != 0 || Mount(by, path, 0, Bind, 0) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>False when the process is gone already.</summary>
    public static bool Signal(int process, int signal) => SendSignal(process, signal) == 0;

    /// <summary>Whether socket(2) gives one; else why not.</summary>
    public static bool CanOpen(int family, int type, int protocol, out string refusal)
    {
        int descriptor = OpenSocket(family, type | CloseOnExec, protocol);
        refusal = descriptor < 0 ? Marshal.GetLastPInvokeErrorMessage() : "";
        using SafeFileHandle opened = new(descriptor, ownsHandle: true);
        return !opened.IsInvalid;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNs(SafeFileHandle space, int kind);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unshare(int kinds);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Mount(string source, string target, nint type, nuint flags, nint data);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
