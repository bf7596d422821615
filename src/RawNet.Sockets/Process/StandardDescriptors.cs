using System.Text;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>The descriptors 0 to 2 as this process was started with them.</summary>
public static class StandardDescriptors
{
    private const int Input = 0;
    private const int Count = 3;
    private const string Nowhere = "/dev/null";
    private const string Arguments = "/proc/self/cmdline";

    /// <summary>Whether the parent left it open, standard input to be read and the others to be written;
    /// what has the number otherwise is a file of the runtime, or holds its place.</summary>
    public static bool IsOpen(int descriptor) =>
        StandardCalls.IsInherited(descriptor)
        && StandardCalls.AccessOf(descriptor) != (descriptor == Input ? Constants.O_WRONLY : Constants.O_RDONLY);

    /// <summary>Where the parent left one of them closed, the next file that is opened gets its number,
    /// and what is written to it or read from it goes astray: then this program is started again in this process with /dev/null there.
    /// It is opened the wrong way round, to be written for input and to be read for output, so that who reads or writes still meets EBADF.
    /// Costs three system calls where nothing is closed. To be called before anything else.</summary>
    /// <remarks>Where /proc or /dev/null is not there, or the kernel does not start it again,
    /// what is closed is told all the same.</remarks>
    public static void Hold()
    {
        int[] closed = [.. Enumerable.Range(Input, Count).Where(descriptor => !StandardCalls.IsInherited(descriptor))];
        if (closed.Length > 0 && Environment.ProcessPath is { } path && File.Exists(Arguments) && File.Exists(Nowhere))
            Restart(path, closed);
    }

    private static void Restart(string path, int[] closed)
    {
        byte[] arguments = File.ReadAllBytes(Arguments);
        if (closed.All(IsFilled)) StandardCalls.Execute([.. Encoding.UTF8.GetBytes(path), 0], arguments);
    }

    // What is opened gets the lowest number that is free; where that is not this one, the runtime has it.
    private static bool IsFilled(int descriptor)
    {
        int access = descriptor == Input ? Constants.O_WRONLY : Constants.O_RDONLY;
        int nowhere = FileCalls.Open(NativeText.BytesOf(Nowhere),
            StandardCalls.AccessOf(descriptor) < 0 ? access : access | Constants.O_CLOEXEC);
        return nowhere >= 0 && StandardCalls.Duplicate(nowhere, descriptor) >= 0;
    }
}
