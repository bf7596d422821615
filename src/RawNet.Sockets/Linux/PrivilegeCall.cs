using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>prctl(2), capget(2) and getegid(2): what the calling thread may.</summary>
internal static unsafe partial class PrivilegeCall
{
    /// <summary>0, or the negative error number.</summary>
    public static int RefuseNew() => Checked(Control(Constants.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));

    /// <summary>1 when some program may have the capability, 0 when none may, or the negative error number.</summary>
    public static int IsBounded(int capability) => Checked(Control(Constants.PR_CAPBSET_READ, (nuint)capability, 0, 0, 0));

    /// <summary>The capabilities that count now, a bit each; of those above 31 none is a socket's. None where capget(2) is refused,
    /// as a filter of system calls may.</summary>
    public static uint Effective()
    {
        CapabilityHeader header = new() { version = Constants._LINUX_CAPABILITY_VERSION_3 };
        CapabilitySets* sets = stackalloc CapabilitySets[2];
        return CapGet(&header, sets) == 0 ? sets[0].effective : 0;
    }

    [LibraryImport("libc", EntryPoint = "getegid")]
    public static partial uint Group();

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int operation, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "capget")]
    private static partial int CapGet(CapabilityHeader* header, CapabilitySets* sets);
}

[NativeLayout("struct __user_cap_header_struct"), StructLayout(LayoutKind.Sequential)]
internal struct CapabilityHeader
{
    public uint version;
    public int pid;
}

[NativeLayout("struct __user_cap_data_struct"), StructLayout(LayoutKind.Sequential)]
internal struct CapabilitySets
{
    public uint effective;
    public uint permitted;
    public uint inheritable;
}
