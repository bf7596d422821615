using System.CommandLine;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Probing;
using RawNet.Sockets;

namespace RawNet.Cli.Ping;

/// <summary><c>ping</c>: does a host answer, and how fast.</summary>
internal sealed class PingCommand
{
    private const int CookieLength = 8;
    private const byte UsualHopLimit = 64;
    private const int LongestPayload4 = 65_507; // 65535 less the IP header and the echo header
    private const int LongestPayload6 = 65_527; // IPv6 counts what is behind its header
    private readonly Argument<string> _host = new("HOST") { Description = "an address or a name" };
    private readonly WriteOption _write = WriteOption.Recording("the wire: requests, replies and errors of this run");
    private readonly PingOptions _options = new();
    private readonly InterfaceOption _interface = new(hasInterval: true);
    private readonly NamespaceOption _namespace = new();
    private readonly OutputOptions _output = new("ping");

    public static Command Create()
    {
        var verb = new PingCommand();
        var command = new Verb("ping",
            "Ask a host for echoes. Options are iputils'; a raw socket where that is permitted, else a ping socket, with the same results.",
            "rawnet ping -c 3 198.18.0.2",
            "rawnet ping --hdrincl --ttl 7 --tos 0x10 --write ping.pcapng 198.18.0.2",
            "rawnet ping --json -i 0.2 -w 10 2001:db8::2")
        {
            verb._host, verb._write, verb._options, verb._interface, verb._namespace, verb._output,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        PingPlan plan = PlanOf(parsed);
        using ILoggerFactory loggers = _output.Loggers(parsed);
        var invocation = Invocation.Of(parsed);
        bool quiet = _output.IsQuiet(parsed);
        using IPingRenderer renderer = invocation.Json is { } lines
            ? new PingJson(lines, quiet)
            : new PingText(invocation.Output, quiet, invocation.Complain);
        using var run = PingRun.Open(plan, renderer, loggers.CreateLogger("ping"), invocation);
        RunPhase.Begin();
        return run.Run();
    }

    private PingPlan PlanOf(ParseResult parsed)
    {
        _options.Check(parsed);
        InterfaceChoice? choice = _interface.Of(parsed);
        var names = new NameService(_options.Deadline(parsed), "-w");
        var target = PingTarget.Find(parsed.GetValue(_host)!, _options.Family(parsed), choice, names,
            showsName: !_options.IsNumeric(parsed) && Invocation.Of(parsed).Json is null);
        if (choice?.Address is { } source && source.AddressFamily != target.Address.AddressFamily)
            throw new UsageException($"-I {source} and {target.Address} are of different families");
        if (target.IsGroup && !_options.AllowsBroadcast(parsed))
            throw new UsageException($"{target.Address} is a broadcast or multicast address: -b allows it");
        var plan = new PingPlan(target, SettingsOf(parsed, target) with { Deadline = names.Left }, choice,
            _options.HopLimit(parsed), _options.TrafficClass(parsed), parsed.GetValue(_write));
        return _options.WritesHeader(parsed) ? plan with { Settings = plan.Settings with { Header = HeaderOf(plan) } } : plan;
    }

    private PingSettings SettingsOf(ParseResult parsed, PingTarget target)
    {
        var address = NetworkAddress.From(target.Address);
        int size = _options.Size(parsed), longest = address.IsIpv4 ? LongestPayload4 : LongestPayload6;
        if (size < 0 || size > longest)
            throw new UsageException(
                $"-s {size} is {(size < 0 ? "no length" : "too much")}: 0 to {longest} bytes fit into a packet to {target.Address}");
        return new(address, (ushort)KernelRandom.Between(1, 1 << 16), KernelRandom.Bytes(CookieLength))
        {
            Size = size,
            Pattern = _options.Pattern(parsed),
            Count = _options.Count(parsed),
            Interval = _options.Interval(parsed),
            Wait = _options.Wait(parsed),
            AnyoneAnswers = target.IsGroup,
        };
    }

    // The source is the route's, resolved now: an IPv6 kernel fills none in, and the checksum covers it.
    private static PingHeader HeaderOf(PingPlan plan) =>
        new(NetworkAddress.From(plan.Source ?? plan.Target.Route.Source), plan.HopLimit ?? UsualHopLimit, plan.TrafficClass ?? 0);
}
