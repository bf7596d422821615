using System.Globalization;
using RawNet.Cli.Common.Text;
using RawNet.Probing;

namespace RawNet.Cli.Ping;

/// <summary>A run of <c>ping</c> for people, as iputils prints it.</summary>
internal sealed class PingText(TextWriter output, bool quiet, Action<string> note) : IPingRenderer
{
    private const int WholeCookie = 8;
    private readonly ScopedText _addresses = new();
    private PingTarget? _target;
    private NetworkAddress _asked;
    private int _cookieLength;

    public void Start(PingPlan plan, string socket, int cookieLength)
    {
        (_target, _asked, _cookieLength) = (plan.Target, plan.Settings.Target, cookieLength);
        if (plan.Target.IsGroup) note($"{_addresses.Of(plan.Target.Address)} is a group: every member may answer each request");
        string from = plan.Choice is { } choice ? $" from {_addresses.Of(plan.Source ?? plan.Target.Route.Source)} {choice.Link.Name}" : "";
        string bytes = plan.Settings.Target.IsIpv4
            ? $"{plan.Settings.Size}({plan.PacketLength}) bytes of data."
            : $"{plan.Settings.Size} data bytes";
        output.WriteLine(
            $"PING {Printable.Of(plan.Target.Host)} ({_addresses.Of(plan.Target.Address)}){from}{(from.Length > 0 ? ":" : "")} {bytes}");
    }

    public void Show(in PingEvent happened)
    {
        if (!quiet && LineOf(happened) is { } line) output.WriteLine(line);
    }

    public void Status(PingStatistics statistics)
    {
        string figures = statistics.Received == 0 ? "" : ", min/avg/max = "
            + $"{Figure(statistics.RoundTrips.Min)}/{Figure(statistics.RoundTrips.Average)}/{Figure(statistics.RoundTrips.Max)} ms";
        note($"{statistics.Received}/{statistics.Sent} packets, {Percent(statistics)}% loss{figures}");
    }

    public void Finish(PingStatistics statistics)
    {
        output.WriteLine();
        output.WriteLine($"--- {Printable.Of(_target!.Host)} ping statistics ---");
        output.WriteLine($"{statistics.Sent} packets transmitted, {statistics.Received} received{Extras(statistics)}, "
            + $"{Percent(statistics)}% packet loss, time {statistics.Elapsed / 1_000_000}ms");
        RoundTrips trips = statistics.RoundTrips;
        if (trips.Count > 0)
            output.WriteLine(
                $"rtt min/avg/max/mdev = {Figure(trips.Min)}/{Figure(trips.Average)}/{Figure(trips.Max)}/{Figure(trips.Deviation)} ms");
        else output.WriteLine();
        if (Refusals(statistics) is { Length: > 0 } refusals) output.WriteLine($"refused: {refusals}");
        if (_cookieLength < WholeCookie)
            output.WriteLine(
                $"cookie: {_cookieLength} of {WholeCookie} bytes fit into the payload, so other replies may have been taken for ours");
    }

    public void Dispose()
    {
    }

    private string? LineOf(in PingEvent happened) => happened.Kind switch
    {
        PingEventKind.Reply or PingEventKind.Member => ReplyLine(happened),
        PingEventKind.Duplicate => ReplyLine(happened) + " (DUP!)",
        PingEventKind.Error when happened.Failure is { } failure => $"icmp_seq={happened.Sequence} not sent: {failure}",
        PingEventKind.Error => $"From {FromOf(happened)} icmp_seq={happened.Sequence} {PingWords.ErrorOf(happened.Report!.Value, IsIpv4)}",
        // Other programs' replies are counted, not shown: there is no end to them on a busy host.
        PingEventKind.Refused when happened is not { Reason: PingRefusal.Foreign, Sequence: 0 } => RefusedLine(happened),
        _ => null,
    };

    private string ReplyLine(in PingEvent reply)
    {
        bool isOther = !_target!.IsGroup && reply.From != _asked;
        string from = _target.Name is { } name && !_target.IsGroup && !isOther ? $"{name} ({FromOf(reply)})" : FromOf(reply);
        string hops = reply.HopLimit is { } ttl ? $" ttl={ttl}" : "";
        string wrong = reply.WrongAt is { } at ? $" (wrong data from byte {at})" : "";
        return $"{reply.Length} bytes from {from}: icmp_seq={reply.Sequence}{hops} time={PingWords.RoundTripOf(reply.RoundTrip ?? 0)} "
            + $"ms{wrong}{(isOther ? " (DIFFERENT ADDRESS!)" : "")}";
    }

    private string FromOf(in PingEvent happened) => _addresses.Of(happened.From, happened.Scope);

    private string RefusedLine(in PingEvent refused)
    {
        string why = refused.Reason == PingRefusal.Foreign
            ? $"foreign: it answers for {_target!.Address}, which only that address may (RFC 1122, 3.2.2.6)"
            : PingWords.ReasonOf(refused.Reason);
        string sequence = refused.Sequence > 0 ? $" icmp_seq={refused.Sequence}" : "";
        return $"{refused.Length} bytes from {FromOf(refused)}:{sequence} refused, {why}";
    }

    private bool IsIpv4 => _target!.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;

    private static string Extras(PingStatistics statistics)
    {
        long duplicates = statistics.RefusedFor(PingRefusal.Duplicate);
        long corrupted = statistics.RefusedFor(PingRefusal.BadChecksum);
        string members = statistics.Members > 0 ? $", +{statistics.Members} of further members" : "";
        return members + (duplicates > 0 ? $", +{duplicates} duplicates" : "") + (corrupted > 0 ? $", +{corrupted} corrupted" : "")
            + (statistics.Errors > 0 ? $", +{statistics.Errors} errors" : "");
    }

    private static string Refusals(PingStatistics statistics) => string.Join(", ", Enum.GetValues<PingRefusal>()
        .Where(r => r is not (PingRefusal.None or PingRefusal.Duplicate) && statistics.RefusedFor(r) > 0)
        .Select(r => $"{statistics.RefusedFor(r)} {PingWords.ReasonOf(r)}"));

    // As C's %g: six digits, no zeros at the end.
    private static string Percent(PingStatistics statistics) => statistics.LostPercent.ToString("G6", CultureInfo.InvariantCulture);

    private static string Figure(long nanoseconds) => PingWords.FigureOf(nanoseconds);
}
