using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Lab;

internal static partial class NativeCalls
{
    public const int Interrupt = 2;
    public const int Kill = 9;

    private const int CloneNewNet = 0x40000000;

    /// <summary>Moves the calling thread, and no other, into the network namespace that the handle names.</summary>
    public static void EnterNetworkNamespace(SafeFileHandle space)
    {
        if (SetNs(space, CloneNewNet) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>False when the process is gone already.</summary>
    public static bool Signal(int process, int signal) => SendSignal(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNs(SafeFileHandle space, int kind);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
