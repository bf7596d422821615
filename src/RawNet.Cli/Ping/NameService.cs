using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Ping;

/// <summary>Names and addresses by the system's resolver. It knows no time limit: it is asked on a thread of its own,
/// which is left behind when it takes too long.</summary>
/// <param name="deadline">Of the run, of which asking takes its part; null for none.</param>
internal sealed class NameService(TimeSpan? deadline)
{
    private static readonly TimeSpan _worthAName = TimeSpan.FromSeconds(1);
    private TimeSpan _spent;

    /// <summary>What asking has left of the deadline.</summary>
    public TimeSpan? Left => deadline is { } whole ? whole - _spent : null;

    /// <summary>The first address of the name.</summary>
    /// <exception cref="UsageException">There is none; the sentence says why.</exception>
    public IPAddress AddressOf(string host, AddressFamily family)
    {
        try
        {
            IPAddress[]? found = Ask(() => Dns.GetHostAddresses(host, family), Left);
            if (found is null)
                throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                    $"'{host}' cannot be resolved: no name server answered within the {deadline!.Value.TotalSeconds} s of -w"));
            return found.Length > 0 ? found[0] : throw new UsageException($"'{host}' has no address{Of(family)}");
        }
        catch (SocketException failure)
        {
            throw new UsageException(failure.SocketErrorCode switch
            {
                SocketError.TryAgain => $"'{host}' cannot be resolved: no name server gave an answer",
                SocketError.HostNotFound or SocketError.NoData => $"there is no host '{host}': the name has no address{Of(family)}",
                _ => $"'{host}' cannot be resolved: {failure.Message}",
            });
        }
        catch (ArgumentException)
        {
            throw new UsageException($"'{host}' is no host: a name has at most 255 characters");
        }
    }

    /// <summary>The name of the address, or null when it has none, or none that is told soon.</summary>
    public string? NameOf(IPAddress address)
    {
        try
        {
            TimeSpan most = Left / 2 is { } half && half < _worthAName ? half : _worthAName;
            return Ask(() => Dns.GetHostEntry(address).HostName, most) is { } name ? Printable.Of(name) : null;
        }
        catch (SocketException)
        {
            return null; // it has none
        }
    }

    // A thread that this one starts is in the same network namespace; one of the pool is not.
    private T? Ask<T>(Func<T> question, TimeSpan? most) where T : class
    {
        long start = Stopwatch.GetTimestamp();
        var answer = new Task<T>(question);
        new Thread(answer.RunSynchronously) { IsBackground = true, Name = "name service" }.Start();
        bool isTold = Task.WaitAny([answer], most is { } time ? Milliseconds(time) : Timeout.Infinite) >= 0;
        _spent += Stopwatch.GetElapsedTime(start);
        return isTold ? answer.GetAwaiter().GetResult() : null;
    }

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds, 0, int.MaxValue);

    private static string Of(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => " of IPv4",
        AddressFamily.InterNetworkV6 => " of IPv6",
        _ => "",
    };
}
