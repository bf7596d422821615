using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>ioctl(2) of terminals (ioctl_tty(2)), and getpgrp(2).</summary>
internal static unsafe partial class TerminalCalls
{
    /// <summary>0, or the negative error number: ENOTTY when it is no terminal.</summary>
    public static int SizeOf(int descriptor, out WindowSize size)
    {
        fixed (WindowSize* first = &size)
            return Checked(Control(descriptor, Constants.TIOCGWINSZ, first));
    }

    /// <summary>The process group that the terminal belongs to now, or the negative error number:
    /// ENOTTY when it is not this session's.</summary>
    public static int ForegroundOf(int descriptor)
    {
        int group;
        int result = Checked(Control(descriptor, Constants.TIOCGPGRP, &group));
        return result < 0 ? result : group;
    }

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    public static partial int OwnGroup();

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, void* argument);
}

[NativeLayout("struct winsize"), StructLayout(LayoutKind.Sequential)]
internal struct WindowSize
{
    public ushort ws_row;
    public ushort ws_col;
    public ushort ws_xpixel;
    public ushort ws_ypixel;
}
