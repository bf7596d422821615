using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Arguments;

/// <summary>Names and addresses by the system's resolver, in the network namespace of this thread. All questions together
/// take no longer than the verb's time for them.</summary>
/// <param name="limit">The time; null for as long as the resolver takes.</param>
/// <param name="option">What sets it: -w.</param>
internal sealed class NameService(TimeSpan? limit, string option)
{
    private const int LongestName = 255; // RFC 1035, 2.3.4
    private static readonly TimeSpan _worthAName = TimeSpan.FromSeconds(1);
    private TimeSpan _spent;

    /// <summary>Whether a sentence ends with the resolver's own reason.</summary>
    public bool TellsReason { get; init; }

    /// <summary>What asking has left of the time.</summary>
    public TimeSpan? Left => limit is { } whole ? TimeSpan.FromTicks(Math.Max(0, (whole - _spent).Ticks)) : null;

    /// <summary>The first address of the name.</summary>
    /// <exception cref="BadInputException">There is none; the sentence says why.</exception>
    public IPAddress AddressOf(string host, AddressFamily family) => Ask(time => HostName.Resolve(host, family, time))[0];

    /// <summary>What a question to the resolver is answered with.</summary>
    /// <param name="question">Is told how long it may take.</param>
    /// <exception cref="BadInputException">The name has no address; the sentence says why.</exception>
    public T Ask<T>(Func<TimeSpan, T> question)
    {
        try
        {
            return Timed(question, Left ?? Timeout.InfiniteTimeSpan);
        }
        catch (HostNameException failure)
        {
            throw new BadInputException(SentenceOf(failure));
        }
    }

    /// <summary>The name of the address, or null when it has none, or none that is told soon.</summary>
    public string? NameOf(IPAddress address)
    {
        try
        {
            TimeSpan most = Left / 2 is { } half && half < _worthAName ? half : _worthAName;
            return Timed(time => HostName.Of(address, time), most) is { } name ? Printable.Of(name) : null;
        }
        catch (HostNameException)
        {
            return null;
        }
    }

    private T Timed<T>(Func<TimeSpan, T> question, TimeSpan most)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return question(most);
        }
        finally
        {
            _spent += Stopwatch.GetElapsedTime(start);
        }
    }

    private string SentenceOf(HostNameException failure)
    {
        string host = failure.Subject;
        if (host.Length > LongestName) return $"'{host}' is no host: a name has at most {LongestName} characters";
        string reason = TellsReason ? $" ({failure.Reason})" : "";
        return failure.ErrorName switch
        {
            "ETIMEDOUT" => string.Create(CultureInfo.InvariantCulture,
                $"'{host}' cannot be resolved: no name server answered within the {limit!.Value.TotalSeconds} s of {option}"),
            "EAI_AGAIN" => $"'{host}' cannot be resolved: no name server gave an answer{reason}",
            "EAI_NONAME" or "EAI_NODATA" or "EAI_ADDRFAMILY" =>
                $"there is no host '{host}': the name has no address{Of(failure.Family)}{reason}",
            _ => $"'{host}' cannot be resolved: {failure.Reason}",
        };
    }

    private static string Of(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => " of IPv4",
        AddressFamily.InterNetworkV6 => " of IPv6",
        _ => "",
    };
}
