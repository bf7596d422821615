using System.Diagnostics;
using System.Text;

namespace RawNet.Lab;

/// <summary>Another tool as the judge: found on the search path, run without a shell, in the C locale and UTC so that its
/// output is the same everywhere.</summary>
public static class Peer
{
    private static readonly TimeSpan _defaultTimeout = Patience.Seconds(30);

    /// <summary>Whether a program of this name (or at this absolute path) can be run here.</summary>
    public static bool Exists(string program) => Find(program) is not null;

    /// <summary>The reason to skip a test by: <c>Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"))</c>.</summary>
    public static string Missing(string program) => $"{program} is not installed on this machine";

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">A name on the search path, or an absolute path.</param>
    /// <param name="arguments">Passed one by one, never through a shell.</param>
    /// <param name="input">Given to standard input, which is then closed; empty when null.</param>
    /// <param name="timeout">30 seconds when null. A program that takes longer is killed with its children.</param>
    /// <exception cref="FileNotFoundException">No such program: ask <see cref="Exists"/> first.</exception>
    /// <exception cref="TimeoutException">It did not end in time; the message holds its standard error so far.</exception>
    public static PeerResult Run(string program, IEnumerable<string> arguments, byte[]? input = null, TimeSpan? timeout = null)
    {
        using Process process = Process.Start(StartInfo(program, arguments))
            ?? throw new InvalidOperationException($"{program} did not start");
        Task<byte[]> output = Task.Run(() => ReadToEnd(process.StandardOutput.BaseStream));
        Task<byte[]> errors = Task.Run(() => ReadToEnd(process.StandardError.BaseStream));
        Task feeding = Task.Run(() => Feed(process, input ?? []));
        TimeSpan limit = timeout ?? _defaultTimeout;
        bool ended = process.WaitForExit(limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        Task.WaitAll([output, errors, feeding], _defaultTimeout);
        string said = Encoding.UTF8.GetString(errors.Result);
        return ended
            ? new PeerResult(program, process.ExitCode, output.Result, said)
            : throw new TimeoutException($"{program} did not end within {limit.TotalSeconds} s: {said}");
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        string file = Find(program) ?? throw new FileNotFoundException(Missing(program));
        ProcessStartInfo info = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["LC_ALL"] = "C.UTF-8";
        info.Environment["TZ"] = "UTC";
        return info;
    }

    private static byte[] ReadToEnd(Stream stream)
    {
        using MemoryStream all = new();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static void Feed(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program closed its input early, as head does: its exit code tells whether that was right.
        }
    }

    private static string? Find(string program)
    {
        if (Path.IsPathRooted(program))
            return File.Exists(program) ? program : null;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}
