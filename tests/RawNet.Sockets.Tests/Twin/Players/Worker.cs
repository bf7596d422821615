using System.Runtime.InteropServices;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>A thread in a host that does one thing at a time, so that another can look whether it waits.</summary>
internal sealed class Worker : IDisposable
{
    private const int Looks = 4; // as many as twin.py takes

    // poll, select, sendfile, connect, accept and those of messages. The runtime has none of them for itself.
    private static readonly HashSet<int> _waitingCalls = RuntimeInformation.ProcessArchitecture
        == System.Runtime.InteropServices.Architecture.Arm64
        ? [71, 72, 73, 202, 203, 206, 207, 211, 212, 242]
        : [7, 23, 40, 42, 43, 44, 45, 46, 47, 270, 271, 288];

    private readonly SemaphoreSlim _begin = new(0);
    private readonly ManualResetEventSlim _ended = new(true);
    private readonly Thread _thread;
    private volatile string _files = "";
    private Action? _task;

    public Worker(Host host)
    {
        _thread = new(() => host.Run(Loop)) { IsBackground = true };
        _thread.Start();
        Start(() => { });
        _ended.Wait();
    }

    public void Start(Action task)
    {
        _ended.Reset();
        _task = task;
        _begin.Release();
    }

    /// <summary>Looks until the task has ended or sleeps in a system call.</summary>
    public bool Waits()
    {
        int looks = 0;
        while (!_ended.Wait(1))
        {
            looks = Sleeps() ? looks + 1 : 0;
            if (looks == Looks)
                return true;
        }
        return false;
    }

    public bool Ends(TimeSpan time) => _ended.Wait(time);

    public void Dispose()
    {
        _task = null;
        _begin.Release();
        // A call that never ends keeps its thread.
        if (!_thread.Join(TimeSpan.FromSeconds(1)))
            return;
        _begin.Dispose();
        _ended.Dispose();
    }

    private void Loop()
    {
        _files = Path.Combine("/proc", File.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)!.FullName);
        while (true)
        {
            _begin.Wait();
            if (_task is not { } task)
                return;
            task();
            _ended.Set();
        }
    }

    private bool Sleeps()
    {
        string stat = File.ReadAllText(_files + "/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].StartsWith('S')
            && int.TryParse(File.ReadAllText(_files + "/syscall").Split(' ')[0], out int call) && _waitingCalls.Contains(call);
    }
}
