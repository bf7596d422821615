using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>getrlimit(2).</summary>
internal static unsafe partial class LimitCall
{
    /// <summary>How many files this process may have open: their numbers are below it. Or the negative error number.</summary>
    public static int OpenFiles()
    {
        ResourceLimit limit;
        return GetLimit(Constants.RLIMIT_NOFILE, &limit) == 0
            ? (int)Math.Min(limit.rlim_cur, int.MaxValue)
            : -Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, ResourceLimit* limit);
}

[NativeLayout("struct rlimit"), StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    public ulong rlim_cur;
    public ulong rlim_max;
}
