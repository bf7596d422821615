using System.Diagnostics;
using System.Globalization;

namespace RawNet.Benchmarks;

/// <summary>How long the whole command takes for a capture file beside tcpdump and tshark: medians of runs that take turns.</summary>
/// <remarks>
/// On a quiet machine, with the command installed as people have it:
/// <c>dotnet run -c Release --project tests/RawNet.Benchmarks -- read FILE</c>; a command elsewhere is named behind the file.
/// </remarks>
public static class ReadingComparison
{
    private const int Runs = 5;

    /// <summary>Prints milliseconds and their ratios to tcpdump's.</summary>
    /// <param name="file">A capture file, best of some 100 MB.</param>
    /// <param name="command">The command's own program.</param>
    public static void Run(string file, string command)
    {
        (string Program, string[] Arguments)[] rivals =
        [
            ("tcpdump", ["-nr", file]),
            (command, ["read", file]),
            (command, ["read", "--json", file]),
            (command, ["read", "--json", "--hash", file]),
            (command, ["read", "--filter", "igmp", file]),
            ("tshark", ["-nr", file]),
        ];
        double[][] times = [.. rivals.Select(_ => new double[Runs])];
        for (int run = 0; run < Runs; run++)
            for (int i = 0; i < rivals.Length; i++) times[i][run] = Time(rivals[i].Program, rivals[i].Arguments);
        double[] medians = [.. times.Select(MedianOf)];
        for (int i = 0; i < rivals.Length; i++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{medians[i],8:F0} ms {medians[i] / medians[0],6:F2}  "
                + $"{Path.GetFileName(rivals[i].Program)} {string.Join(' ', rivals[i].Arguments[..^1])}"));
    }

    private static double MedianOf(double[] times)
    {
        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static double Time(string program, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return process.ExitCode == 0 ? milliseconds : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
