using System.CommandLine;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Querier;

/// <summary><c>igmp querier</c> and <c>mld querier</c>: a router's side of group membership.</summary>
internal sealed class QuerierCommand
{
    private readonly GroupDialect _dialect;
    private readonly Option<string?> _address = new("--address")
    {
        Description = "the querier's address; the interface's own unless said; the lowest of a link is elected",
        HelpName = "ADDRESS"
    };
    private readonly QueryIntervalOption _interval = new("between general queries");
    private readonly SecondsOption _response = new(
        "-W", "--response-interval", $"within which they are to be answered, {Seconds(GroupDefaults.QueryResponseInterval)} unless said");
    private readonly SecondsOption _lastMember = new(
        "-l", "--last-member-interval", $"between queries after a leave, {Seconds(GroupDefaults.LastMemberQueryInterval)} unless said");
    private readonly RobustnessOption _robustness;
    private readonly MostKeptOption _most = new("--max-groups", "groups");
    private readonly SecondsOption _time = SecondsOption.Deadline("end after so many seconds, with the groups known then");
    private readonly GroupVersionOption _version;
    private readonly InterfaceOption _interface = new(hasInterval: true);
    private readonly NamespaceOption _namespace = new();
    private readonly OutputOptions _output;

    private QuerierCommand(GroupDialect dialect)
    {
        (_dialect, _robustness, _version) = (dialect, RobustnessOption.OfSpeakers(dialect), GroupVersionOption.OfSpeakers(dialect));
        _output = new(GroupWords.VerbOf(dialect, "querier"));
    }

    public static Command Create(GroupDialect dialect)
    {
        var verb = new QuerierCommand(dialect);
        var command = new Verb("querier", "Ask who wants which groups, take part in the election, and tell what members say.",
            dialect == GroupDialect.Igmp
                ? ["rawnet igmp querier -I veth0 -i 20 -W 5"]
                : ["rawnet mld querier -I veth0 -i 20 -W 5"])
        {
            verb._address, verb._interval, verb._response, verb._lastMember, verb._robustness, verb._most, verb._time,
            verb._version, verb._interface, verb._namespace, verb._output,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        InterfaceChoice choice = _interface.Demand(parsed, "querier needs an interface");
        GroupQuerierSettings settings = SettingsOf(parsed, choice);
        var invocation = Invocation.Of(parsed);
        using var stop = new StopSignal();
        using IGroupRenderer renderer = GroupRenderers.Of(_output, parsed, invocation, _dialect);
        using ILoggerFactory loggers = _output.Loggers(parsed);
        using var run = new QuerierRun(choice.Link, settings, parsed.GetValue(_time), renderer, stop,
            loggers.CreateLogger("querier"), invocation.Complain);
        RunPhase.Begin();
        var ending = new Ending(invocation);
        run.Run(ending);
        return ending.Status;
    }

    private GroupQuerierSettings SettingsOf(ParseResult parsed, InterfaceChoice choice)
    {
        IReadOnlyList<LinkAddress> own = choice.Link.Addresses();
        var settings = new GroupQuerierSettings(AddressOf(parsed, choice))
        {
            Newest = _version.Of(parsed),
            Robustness = parsed.GetValue(_robustness),
            Mtu = choice.Link.Mtu,
        };
        var times = new QueryTimes(_dialect, settings.Newest, Invocation.Of(parsed).Complain);
        times.Robustness(settings.Robustness);
        times.Interval(_interval.Name, parsed.GetValue(_interval));
        settings = settings with
        {
            PrefixLength = PrefixOf(settings.Address, own),
            QueryInterval = parsed.GetValue(_interval) ?? settings.QueryInterval,
            QueryResponseInterval = times.Response(_response.Name, parsed.GetValue(_response)) ?? settings.QueryResponseInterval,
            Most = parsed.GetValue(_most),
            LastMemberQueryInterval = times.Response(_lastMember.Name, parsed.GetValue(_lastMember)) ?? settings.LastMemberQueryInterval,
        };
        return settings.QueryResponseInterval < settings.QueryInterval
            ? settings
            : throw new UsageException(
                $"the response interval of {Seconds(settings.QueryResponseInterval)} s must be shorter than "
                + $"the query interval of {Seconds(settings.QueryInterval)} s ({_dialect.Clause("8.3", "9.3")})");
    }

    private NetworkAddress AddressOf(ParseResult parsed, InterfaceChoice choice)
    {
        if (parsed.GetValue(_address) is { } text)
        {
            NetworkAddress given = new RecordText(_dialect).Address(text);
            if (given.IsMulticast) throw new UsageException($"--address {text} is a group's; a querier asks from an address of its own");
            return _dialect.MayAsk(given)
                ? given
                : throw new UsageException($"--address {text} is not link-local: MLD is asked from fe80::/10 (RFC 9777, section 5.1.14)");
        }
        return OwnAddress.Of(choice, _dialect)
            ?? throw new BadInputException(
                $"{choice.Link.Name} has no {(_dialect == GroupDialect.Igmp ? "IPv4" : "link-local")} address: say one by --address");
    }

    private static string Seconds(TimeSpan time) => GroupWords.SecondsOf(time);

    // RFC 9776, 9.2: who may speak. A querier outside the interface's subnets, or a prefix that holds
    // no second host, says nothing about that.
    private static int? PrefixOf(NetworkAddress address, IReadOnlyList<LinkAddress> addresses) => addresses
        .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork && a.PrefixLength < 32
            && address.SharesPrefix(NetworkAddress.From(a.Address), a.PrefixLength))
        .Select(a => (int?)a.PrefixLength)
        .FirstOrDefault();
}
