using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>fcntl(2), dup2(2) and execv(3) for the descriptors 0 to 2.</summary>
internal static unsafe partial class StandardCalls
{
    /// <summary>Whether the process that started this one left the descriptor open. What .NET opens in its place is closed on exec,
    /// what is inherited is not.</summary>
    public static bool IsInherited(int descriptor)
    {
        int flags = Control(descriptor, Constants.F_GETFD);
        return flags >= 0 && (flags & Constants.FD_CLOEXEC) == 0;
    }

    /// <summary>O_RDONLY, O_WRONLY or O_RDWR; negative when it is not open.</summary>
    public static int AccessOf(int descriptor) =>
        Control(descriptor, Constants.F_GETFL) is >= 0 and var flags ? flags & Constants.O_ACCMODE : -1;

    /// <summary>The number is the other's file from now on, also behind an exec. Answers with it,
    /// or with the negative error number.</summary>
    public static int Duplicate(int descriptor, int number) =>
        Dup2(descriptor, number) is >= 0 and var result ? result : -Marshal.GetLastPInvokeError();

    /// <summary>Another program in this process, with this one's environment. Returns only where the kernel refuses,
    /// with the negative error number.</summary>
    /// <param name="path">Its file, with a 0 at the end.</param>
    /// <param name="arguments">Each with a 0 at its end, as /proc shows them.</param>
    public static int Execute(ReadOnlySpan<byte> path, ReadOnlySpan<byte> arguments)
    {
        fixed (byte* file = path, first = arguments)
        fixed (nint* words = Pointers((nint)first, arguments))
        {
            ExecV(file, words);
            return -Marshal.GetLastPInvokeError();
        }
    }

    // C's array of strings, which ends with a null.
    private static nint[] Pointers(nint first, ReadOnlySpan<byte> strings)
    {
        List<nint> all = [];
        for (int at = 0; at < strings.Length; at += strings[at..].IndexOf((byte)0) + 1) all.Add(first + at);
        return [.. all, 0];
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Dup2(int descriptor, int number);

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true)]
    private static partial int ExecV(byte* path, nint* arguments);
}
