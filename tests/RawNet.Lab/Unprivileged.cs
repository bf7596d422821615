using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace RawNet.Lab;

/// <summary>Code on a thread without any capability: what a user without rights meets, in the same process
/// (capabilities belong to threads).</summary>
public static partial class Unprivileged
{
    private const int Version3 = 0x20080522;

    /// <summary>Takes every capability from the calling thread, which must end soon: there is no way back.</summary>
    public static void DropHere()
    {
        ReadOnlySpan<int> header = [Version3, 0];
        ReadOnlySpan<int> none = [0, 0, 0, 0, 0, 0];
        if (CapSet(in header[0], in none[0]) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Runs code on a thread of its own without capabilities; what it throws is thrown here.</summary>
    public static void Run(Action code)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                DropHere();
                code();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CapSet(in int header, in int data);
}
