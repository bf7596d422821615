using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>sigaction(2) to ask, signal(2) to set: a handler that the runtime has installed stays as it is.</summary>
internal static unsafe partial class SignalCall
{
    private const nint SIG_DFL = 0;
    private const nint SIG_IGN = 1;
    private const int ActionWords = 64; // struct sigaction, the handler first, with room to spare

    public static void RestoreDefaultIfIgnored(int signal)
    {
        nint* action = stackalloc nint[ActionWords];
        SystemCall.Checked(Checked(SigAction(signal, null, action)), "sigaction");
        if (*action == SIG_IGN)
            SystemCall.Checked(Checked(Signal(signal, SIG_DFL)), "signal");
    }

    public static void Ignore(int signal) => SystemCall.Checked(Checked(Signal(signal, SIG_IGN)), "signal");

    private static int Checked(nint result) => result == -1 ? -Marshal.GetLastPInvokeError() : 0;

    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    private static partial int SigAction(int signal, nint* action, nint* old);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    private static partial nint Signal(int signal, nint action);
}
