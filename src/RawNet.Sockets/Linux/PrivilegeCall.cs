using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>prctl(2). Answers with 0, or with the negative error number.</summary>
internal static partial class PrivilegeCall
{
    public static int RefuseNew() => Control(Constants.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int operation, nuint argument, nuint third, nuint fourth, nuint fifth);
}
