using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets;

namespace RawNet.Benchmarks;

/// <summary>Echo round trips over loopback beside a C program that makes the same calls (echo.c): 64 bytes,
/// the median of 9 runs that take turns.</summary>
/// <remarks>As root, on a quiet machine, with gcc: <c>dotnet run -c Release --project tests/RawNet.Benchmarks -- echo</c>.</remarks>
public static class EchoComparison
{
    private const int Runs = 9;
    private const int Rounds = 20_000;
    private const int Length = 64;

    /// <summary>Prints nanoseconds a round trip and the ratio of the medians.</summary>
    public static void Run()
    {
        string program = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"echo-{Environment.ProcessId}"));
        Output("gcc", "-O2", "-pthread", "-o", program, Path.Combine(AppContext.BaseDirectory, "echo.c"));
        try
        {
            Compare(program, "dgram", SocketCatalogue.Find(SocketFamily.Inet, SocketType.Dgram)!);
            Compare(program, "raw", SocketCatalogue.Find(SocketFamily.Inet, SocketType.Raw)!);
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static void Compare(string program, string kind, SocketKind cell)
    {
        Ours(cell); // compiled now, not in the first run
        double[] theirs = new double[Runs], ours = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            theirs[i] = double.Parse(Output(program, kind, Rounds.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
            ours[i] = Ours(cell);
        }
        Array.Sort(theirs);
        Array.Sort(ours);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind}: C {theirs[Runs / 2]:F0} ns, RawNet {ours[Runs / 2]:F0} ns, ratio {ours[Runs / 2] / theirs[Runs / 2]:F2}"));
    }

    private static double Ours(SocketKind cell)
    {
        EchoServer server = EchoServer.Start(cell, new IPEndPoint(IPAddress.Loopback, 0));
        using var client = EchoClient.Open(cell, server.EndPoint);
        byte[] message = new byte[Length];
        long start = 0;
        for (int i = -Rounds / 10; i < Rounds; i++)
        {
            if (i == 0) start = Stopwatch.GetTimestamp();
            if (!client.TryCall(message, TimeSpan.FromSeconds(5), out _)) throw new TimeoutException("no echo");
        }
        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rounds;
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return nanoseconds;
    }

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
