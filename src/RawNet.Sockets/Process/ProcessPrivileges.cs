using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What this process may do.</summary>
public static class ProcessPrivileges
{
    /// <summary>From now on the calling thread, those that it starts and their programs gain no privilege by what they execute
    /// (PR_SET_NO_NEW_PRIVS). It cannot be taken back; what the thread has it keeps.</summary>
    /// <exception cref="SystemCallException">EINVAL: a kernel before 3.5.</exception>
    public static void RefuseNew() => SystemCall.Checked(PrivilegeCall.RefuseNew(), "prctl(PR_SET_NO_NEW_PRIVS)");
}
