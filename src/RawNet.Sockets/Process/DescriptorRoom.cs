using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What the limit of open files leaves room for (RLIMIT_NOFILE). At the limit itself the runtime can open
/// no file and ends the process.</summary>
public static class DescriptorRoom
{
    private const int Reserve = 16; // for the runtime: libraries, threads, event queues
    private const int Window = 64;

    /// <summary>How many more files this process may open, or any number from <paramref name="enough"/> on.</summary>
    public static int Left(int enough)
    {
        int limit = SystemCall.Checked(LimitCall.OpenFiles(), "getrlimit(RLIMIT_NOFILE)"), free = 0;
        for (int first = 0; first < limit && free < enough; first += Window) free += FreeIn(first, Math.Min(Window, limit - first));
        return free;
    }

    /// <summary>As many clients as are wanted or as can be, at least one.</summary>
    internal static int For(int wanted)
    {
        int most = Math.Clamp(wanted, 1, int.MaxValue - Reserve);
        return Math.Clamp(Left(most + Reserve) - Reserve, 1, most);
    }

    // poll(2) says POLLNVAL of a number that is no open file's.
    private static int FreeIn(int first, int count)
    {
        Span<PollRequest> requests = stackalloc PollRequest[count];
        for (int i = 0; i < count; i++) requests[i] = new() { fd = first + i };
        SystemCall.Checked(PollCall.Wait(requests, TimeSpan.Zero), "poll");
        int free = 0;
        foreach (PollRequest request in requests)
            if ((request.revents & Constants.POLLNVAL) != 0) free++;
        return free;
    }
}
