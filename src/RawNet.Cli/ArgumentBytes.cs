using System.Text;
using RawNet.Cli.Common.Errors;
using RawNet.Wire;

namespace RawNet.Cli;

/// <summary>What .NET loses of the arguments: they are bytes, and what is no UTF-8 comes as U+FFFD.
/// The kernel still has them, proc_pid_cmdline(5).</summary>
internal static class ArgumentBytes
{
    private const char Lost = '\uFFFD';
    private const string Kept = "/proc/self/cmdline";

    /// <summary>The arguments with every byte, as <see cref="NativeText"/>. Nothing is read where none was lost.</summary>
    /// <exception cref="UsageException">An argument has lost bytes and the kernel does not tell them.</exception>
    public static string[] Restore(string[] arguments)
    {
        if (Array.FindIndex(arguments, argument => argument.Contains(Lost, StringComparison.Ordinal)) is not (>= 0 and var first))
            return arguments;
        byte[][] words = Words();
        int before = words.Length - arguments.Length; // the program, and what runs it
        bool isTold = before > 0
            && arguments.Select((argument, i) => Encoding.UTF8.GetString(words[before + i]) == argument).All(isSame => isSame);
        return isTold
            ? [.. words[before..].Select(word => NativeText.Of(word))]
            : throw new UsageException($"argument {first + 1} holds bytes that are no UTF-8, or the sign U+FFFD that stands for them, "
                + $"and {Kept}, which would tell which, cannot be read: mount /proc, or use another name");
    }

    private static byte[][] Words()
    {
        try
        {
            byte[] all = File.ReadAllBytes(Kept);
            int ends = all.Count(b => b == 0);
            var words = new byte[ends][];
            for (int i = 0, at = 0; i < ends; i++, at++)
            {
                int end = Array.IndexOf(all, (byte)0, at);
                (words[i], at) = (all[at..end], end);
            }
            return words;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
