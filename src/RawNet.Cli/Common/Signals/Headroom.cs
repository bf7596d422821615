using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Signals;

/// <summary>What a run needs of the limits of its process. Where the runtime meets one of them in work of its own it ends the process,
/// so they are looked at before.</summary>
internal static class Headroom
{
    private const int Files = 8;
    private const int FilesWithPrograms = 24; // three pipes a program, their queue of events
    private const int EnoughFiles = 64;
    private static readonly int _threads = 8 + Environment.ProcessorCount;

    /// <summary>For every verb.</summary>
    /// <exception cref="NotPermittedException">Too few files may be opened.</exception>
    public static void CheckFiles() => CheckFiles(Files);

    /// <summary>For verbs whose work the runtime gives to threads of its own.</summary>
    /// <exception cref="NotPermittedException">Too few threads can be started.</exception>
    public static void CheckThreads()
    {
        using var end = new ManualResetEventSlim();
        Thread[] threads = [.. Enumerable.Range(0, _threads).Select(_ => new Thread(end.Wait))];
        int started = 0;
        try
        {
            for (; started < threads.Length; started++) threads[started].Start();
        }
        catch (OutOfMemoryException)
        {
            throw new NotPermittedException($"only {Counted.Of(started, "more thread")} can be started here, and this may take {_threads}: "
                + "ulimit -u unlimited, or more for the cgroup's pids.max; ulimit -v unlimited where memory is short");
        }
        finally
        {
            end.Set();
            foreach (Thread thread in threads[..started]) thread.Join();
        }
    }

    /// <summary>For verbs that start programs and read what they say.</summary>
    /// <exception cref="NotPermittedException">Too few files may be opened, or too few threads be started.</exception>
    public static void CheckPrograms()
    {
        CheckFiles(FilesWithPrograms);
        CheckThreads();
    }

    private static void CheckFiles(int needed)
    {
        int left = DescriptorRoom.Left(needed);
        if (left < needed)
            throw new NotPermittedException(
                $"only {Counted.Of(left, "more file")} may be opened here, and this may take {needed}: ulimit -n {EnoughFiles}");
    }
}
