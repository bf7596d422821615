using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What signals do to this process before it says so itself.</summary>
public static class ProcessSignals
{
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int FileSizeExceeded = 25;

    /// <summary>Gives SIGINT and SIGQUIT their default action back where they are ignored: a shell without job control starts what
    /// runs in its background so, and a run would never hear that it is to end. To be called before .NET installs its handlers,
    /// with the first use of the console or of a signal registration.</summary>
    public static void RestoreIgnored()
    {
        RestoreIfIgnored(Interrupt);
        RestoreIfIgnored(Quit);
    }

    /// <summary>From now on a write beyond the limit of file sizes (RLIMIT_FSIZE) fails with EFBIG, as one to a full disk does with ENOSPC;
    /// SIGXFSZ, which ends a process, is ignored.</summary>
    public static void SurviveFileSizeLimit() => SystemCall.Checked(SignalCall.Ignore(FileSizeExceeded), "signal");

    private static void RestoreIfIgnored(int signal)
    {
        if (SystemCall.Checked(SignalCall.IsIgnored(signal), "sigaction") != 0)
            SystemCall.Checked(SignalCall.Reset(signal), "signal");
    }
}
