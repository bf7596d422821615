using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>sigaction(2) to ask, signal(2) to set: a handler that the runtime has installed stays as it is.</summary>
internal static unsafe partial class SignalCall
{
    private const nint SIG_DFL = 0;
    private const nint SIG_IGN = 1;
    private const int ActionWords = 64; // struct sigaction, the handler first, with room to spare

    /// <summary>1 when it is ignored, 0 when not, or the negative error number.</summary>
    public static int IsIgnored(int signal)
    {
        nint* action = stackalloc nint[ActionWords];
        int result = Checked(SigAction(signal, null, action));
        return result < 0 ? result : *action == SIG_IGN ? 1 : 0;
    }

    /// <summary>Gives it its default action. 0, or the negative error number.</summary>
    public static int Reset(int signal) => Checked(Signal(signal, SIG_DFL));

    /// <summary>0, or the negative error number.</summary>
    public static int Ignore(int signal) => Checked(Signal(signal, SIG_IGN));

    private static int Checked(nint result) => result == -1 ? -Marshal.GetLastPInvokeError() : 0;

    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    private static partial int SigAction(int signal, nint* action, nint* old);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    private static partial nint Signal(int signal, nint action);
}
