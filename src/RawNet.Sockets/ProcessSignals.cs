using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Signals that were ignored when this process was started.</summary>
public static class ProcessSignals
{
    private const int Interrupt = 2;
    private const int Quit = 3;

    /// <summary>Gives SIGINT and SIGQUIT their default action back where they are ignored: a shell without job control starts what runs in its background so, and a run
    /// would never hear that it is to end. To be called before .NET installs its handlers, with the first use of the console or of a signal registration.</summary>
    public static void HeedIgnored()
    {
        SignalCall.HeedIfIgnored(Interrupt);
        SignalCall.HeedIfIgnored(Quit);
    }
}
