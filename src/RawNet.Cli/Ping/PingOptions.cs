using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Sockets;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;

namespace RawNet.Cli.Ping;

/// <summary>What the requests of <c>ping</c> are like and when they go; the letters are iputils'.</summary>
internal sealed class PingOptions : IOptionGroup
{
    private const int LongestPattern = 16;
    private readonly CountOption _count = CountOption.OfRequests("stop after so many requests; with -w, after so many answers",
        "-c takes 1 or more requests; without it they go on until Ctrl-C");
    private readonly SecondsOption _interval = new("-i", "--interval",
        "from request to request, 1 unless said; below 0.001 as fast as answers come, or 100 a second; below 0.002 only for root");
    private readonly SecondsOption _wait = SecondsOption.Timeout("give up a request after this time, 10 unless said; 0 never");
    private readonly SecondsOption _deadline = SecondsOption.Deadline(
        "end after this time, or at the first error that the network tells, whatever was sent; the look-up of the name counts too");
    private readonly Option<int> _size = new("-s", "--size")
    {
        Description = "bytes of the payload",
        HelpName = "N",
        DefaultValueFactory = _ => 56
    };
    private readonly ByteOption _hopLimit = new("-t", "--ttl", 1, "TTL, or on IPv6 the hop limit");
    private readonly ByteOption _trafficClass = new("-Q", "--tos", 0,
        "type of service, or on IPv6 the traffic class: 16 or 0x10");
    private readonly Option<byte[]> _pattern = new("-p", "--pattern")
    {
        Description = "up to 16 bytes in hexadecimal digits that fill the payload behind the cookie",
        HelpName = "HEX",
        CustomParser = ReadPattern
    };
    private readonly FamilyOption _only4 = FamilyOption.Ipv4("IPv4 only");
    private readonly FamilyOption _only6 = FamilyOption.Ipv6("IPv6 only");
    private readonly Option<bool> _numeric = new("-n", "--numeric") { Description = "look no names up" };
    private readonly BroadcastOption _broadcast = new("allow a broadcast or multicast target");
    private readonly HeaderIncludedOption _header = new("write the IP header too");

    private Option[] All =>
    [
        _count, _interval, _wait, _deadline, _size, _hopLimit, _trafficClass, _pattern, _only4, _only6, _numeric, _broadcast, _header
    ];

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    public long? Count(ParseResult parsed) => parsed.GetValue(_count);

    public TimeSpan Interval(ParseResult parsed) => parsed.GetValue(_interval) ?? TimeSpan.FromSeconds(1);

    public TimeSpan Wait(ParseResult parsed) => parsed.GetValue(_wait) switch
    {
        null => TimeSpan.FromSeconds(10),
        { Ticks: 0 } => TimeSpan.MaxValue,
        { } time => time,
    };

    /// <summary>Null for none, which 0 also means.</summary>
    public TimeSpan? Deadline(ParseResult parsed) => parsed.GetValue(_deadline) is { Ticks: > 0 } time ? time : null;

    public int Size(ParseResult parsed) => parsed.GetValue(_size);

    public byte? HopLimit(ParseResult parsed) => parsed.GetValue(_hopLimit);

    public byte? TrafficClass(ParseResult parsed) => parsed.GetValue(_trafficClass);

    public byte[] Pattern(ParseResult parsed) => parsed.GetValue(_pattern) ?? [];

    public bool IsNumeric(ParseResult parsed) => parsed.GetValue(_numeric);

    public bool AllowsBroadcast(ParseResult parsed) => parsed.GetValue(_broadcast);

    public bool WritesHeader(ParseResult parsed) => parsed.GetValue(_header);

    /// <summary>Unspecified for either.</summary>
    public AddressFamily Family(ParseResult parsed) =>
        parsed.GetValue(_only4) ? AddressFamily.InterNetwork
        : parsed.GetValue(_only6) ? AddressFamily.InterNetworkV6
        : AddressFamily.Unspecified;

    /// <exception cref="UsageException">Values that are whole, but not to be had.</exception>
    public void Check(ParseResult parsed)
    {
        if (parsed.GetValue(_only4) && parsed.GetValue(_only6)) throw new UsageException("-4 and -6 exclude each other");
        if (parsed.GetValue(_interval) is { TotalMilliseconds: < 2 } && !Environment.IsPrivilegedProcess)
            throw new UsageException("an interval below 0.002 seconds is for root only: -i 0.002 or more");
    }

    // Two digits a byte; a last one that stands alone is a byte too, as iputils reads it.
    private static byte[]? ReadPattern(ArgumentResult given)
    {
        string text = given.Tokens[^1].Value;
        if (text.Length is > 0 and <= 2 * LongestPattern && text.All(char.IsAsciiHexDigit))
            return [.. text.Chunk(2).Select(digits => byte.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
        given.AddError($"'{text}' is no pattern: 1 to 32 hexadecimal digits");
        return null;
    }
}
