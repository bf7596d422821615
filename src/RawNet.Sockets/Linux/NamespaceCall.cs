using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Sockets.Linux;

/// <summary>setns(2). Answers with 0, or with the negative error number.</summary>
internal static partial class NamespaceCall
{
    public static int EnterNetwork(SafeFileHandle space) =>
        SetNs(space, Constants.CLONE_NEWNET) == 0 ? 0 : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNs(SafeFileHandle space, int kind);
}
