using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>ppoll(2): waits with the clock's resolution, not in milliseconds.</summary>
internal static unsafe partial class PollCall
{
    /// <summary>The events that came, 0 when the time is over, or the negative error number. An infinite time waits for ever.</summary>
    public static int Wait(SafeHandle descriptor, short events, TimeSpan time)
    {
        bool added = false;
        try
        {
            descriptor.DangerousAddRef(ref added);
            PollRequest request = new() { fd = (int)descriptor.DangerousGetHandle(), events = events };
            TimeSpecification limit = Of(time);
            int result = PPoll(&request, 1, time == Timeout.InfiniteTimeSpan ? null : &limit, null);
            return result < 0 ? -Marshal.GetLastPInvokeError() : request.revents;
        }
        finally
        {
            if (added)
                descriptor.DangerousRelease();
        }
    }

    /// <summary>The same for many descriptors, negative ones passed over: how many have events, or the negative error number.
    /// The caller keeps them open.</summary>
    public static int Wait(Span<PollRequest> requests, TimeSpan time)
    {
        TimeSpecification limit = Of(time);
        fixed (PollRequest* all = requests)
        {
            int result = PPoll(all, (nuint)requests.Length, &limit, null);
            return result < 0 ? -Marshal.GetLastPInvokeError() : result;
        }
    }

    /// <summary>Sleeps; a signal ends it.</summary>
    public static void Sleep(TimeSpan time)
    {
        TimeSpecification limit = Of(time);
        PPoll(null, 0, &limit, null);
    }

    private static TimeSpecification Of(TimeSpan time) => new()
    {
        tv_sec = time.Ticks / TimeSpan.TicksPerSecond,
        tv_nsec = time.Ticks % TimeSpan.TicksPerSecond * 100,
    };

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    private static partial int PPoll(PollRequest* requests, nuint count, TimeSpecification* time, void* signals);
}
