using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Lab;

internal static partial class NativeCalls
{
    public const int Interrupt = 2;
    public const int Kill = 9;

    private const int CloneNewNet = 0x40000000;
    private const int CloseOnExec = 0x80000;

    /// <summary>Moves the calling thread, and no other, into the network namespace that the handle names.</summary>
    public static void EnterNetworkNamespace(SafeFileHandle space)
    {
        if (SetNs(space, CloneNewNet) != 0)
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

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
