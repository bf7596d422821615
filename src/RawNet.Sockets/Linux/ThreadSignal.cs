using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>Ends a system call in which another thread waits, with EINTR: pthread_kill(3) of a real-time signal whose handler
/// does nothing.</summary>
internal static unsafe partial class ThreadSignal
{
    private const int Last = 64; // SIGRTMAX
    private const int First = 40; // the runtime has the lowest of them
    private static readonly int _signal = Install();

    /// <summary>The calling thread, for <see cref="Send"/> while it lives.</summary>
    public static nint Current => PThreadSelf();

    /// <summary>Interrupts what the thread waits in; nothing where it waits for nothing.</summary>
    public static void Send(nint thread) => _ = PThreadKill(thread, _signal);

    // The highest that nobody has. Managed code cannot run in a handler; abs(3) can, and does nothing.
    private static int Install()
    {
        SignalAction action = new()
        {
            sa_handler = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "abs"),
            sa_flags = Constants.SA_ONSTACK,
        };
        for (int signal = Last; signal >= First; signal--)
        {
            SignalAction old = default;
            if (SigAction(signal, null, &old) == 0 && old.sa_handler == 0)
                return SigAction(signal, &action, null) == 0 ? signal : 0;
        }
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint PThreadSelf();

    [LibraryImport("libc", EntryPoint = "pthread_kill")]
    private static partial int PThreadKill(nint thread, int signal);

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int SigAction(int signal, SignalAction* action, SignalAction* old);
}

[NativeLayout("struct sigaction"), StructLayout(LayoutKind.Sequential)]
internal struct SignalAction
{
    public nint sa_handler;
    public SignalSet sa_mask;
    public int sa_flags;
    public nint sa_restorer;
}

[InlineArray(16)]
internal struct SignalSet
{
    private ulong _word;
}
