using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Lab;

/// <summary>A network namespace of this process's own, named so that a later run can tell that its owner is gone.</summary>
/// <remarks>The name is <c>rn-PID-STARTTIME-N</c>. It is deleted on dispose, when the process ends, and by the first
/// lab of a later process after a crash.</remarks>
public sealed class NetworkNamespace : IDisposable
{
    private const string Folder = "/run/netns";
    private const string Prefix = "rn-";
    private static readonly ConcurrentDictionary<string, bool> _living = new();
    private static readonly string _owner = $"{Prefix}{Environment.ProcessId}-{StartTime(Environment.ProcessId)}-";
    private static int _count;

    static NetworkNamespace()
    {
        Sweep();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DeleteAll(_living.Keys);
    }

    public NetworkNamespace()
    {
        Name = _owner + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        Iproute.Run("netns", "add", Name);
        _living[Name] = true;
    }

    /// <summary>As <c>ip netns</c> knows it.</summary>
    public string Name { get; }

    /// <summary>Runs code on a thread of its own that lives in this namespace; what it throws is thrown here.
    /// A socket made there stays there and may be used from any thread.</summary>
    public T Run<T>(Func<T> code)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Enter();
                result = code();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    /// <summary>Deletes namespaces whose process is gone, ends the programs left in them, and returns their names.</summary>
    public static IReadOnlyList<string> Sweep()
    {
        string[] dead = Directory.Exists(Folder)
            ? [.. Directory.GetFiles(Folder).Select(Path.GetFileName).OfType<string>().Where(IsOrphan)]
            : [];
        foreach (string name in dead)
            KillPrograms(name);
        DeleteAll(dead);
        return dead;
    }

    public void Dispose()
    {
        if (_living.TryRemove(Name, out _))
            Iproute.Run("netns", "delete", Name);
    }

    private void Enter()
    {
        using SafeFileHandle space = File.OpenHandle(Path.Combine(Folder, Name), FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        NativeCalls.EnterNetworkNamespace(space);
    }

    private static void DeleteAll(IEnumerable<string> names)
    {
        foreach (string name in names)
            Peer.Run("ip", ["netns", "delete", name]);
    }

    private static void KillPrograms(string name)
    {
        foreach (string process in Peer.Run("ip", ["netns", "pids", name]).Lines)
            NativeCalls.Signal(int.Parse(process, CultureInfo.InvariantCulture), NativeCalls.Kill);
    }

    private static bool IsOrphan(string name)
    {
        string[] parts = name.Split('-');
        return parts is ["rn", var process, var started, _]
            && int.TryParse(process, CultureInfo.InvariantCulture, out int id)
            && StartTime(id) != started;
    }

    /// <summary>Field 22 of /proc/PID/stat, which with the PID names one process for good; empty when there is none,
    /// or only what its parent has not yet waited for.</summary>
    private static string StartTime(int process)
    {
        string file = $"/proc/{process}/stat";
        try
        {
            string stat = File.ReadAllText(file);
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? "" : fields[19];
        }
        catch (IOException)
        {
            return ""; // the process is gone: its file cannot be read
        }
    }
}
