using System.Globalization;

namespace RawNet.Sockets;

/// <summary>How many connections the limit of open files leaves room for (RLIMIT_NOFILE, proc(5)). At the limit itself the runtime can open no file and ends the process.</summary>
internal static class DescriptorRoom
{
    private const int Reserve = 16; // for the runtime: libraries, threads, event queues

    /// <summary>As many clients as are wanted or as can be, at least one.</summary>
    public static int For(int wanted) => Math.Max(1, Math.Min(wanted, Limit() - Open() - Reserve));

    // "Max open files            1024                 524288               files"
    private static int Limit()
    {
        string line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : int.MaxValue;
    }

    private static int Open() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
}
