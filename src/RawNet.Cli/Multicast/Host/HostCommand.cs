using System.CommandLine;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Host;

/// <summary><c>igmp host</c> and <c>mld host</c>: hosts in user space that report, answer and leave as the RFC says.</summary>
internal sealed class HostCommand
{
    private readonly GroupDialect _dialect;
    private readonly Option<int> _hosts = new("--hosts")
    {
        Description = "how many hosts, each with its own address and MAC",
        HelpName = "N",
        DefaultValueFactory = _ => 1
    };
    private readonly Option<string[]> _groups = new("--groups")
    {
        Description =
            "what each host joins; @ names the wanted sources, @! the unwanted ones (~ is ! for shells), +N takes N groups in a row",
        HelpName = "GROUP[@[!]SOURCE,...][+N]",
        Required = true,
        AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<string?> _address = new("--address") { HelpName = "FROM" };
    private readonly Option<string> _mac = new("--mac")
    {
        Description = "the first host's MAC, the others follow",
        HelpName = "FROM",
        DefaultValueFactory = _ => "02:00:5e:00:00:01"
    };
    private readonly RobustnessOption _robustness;
    private readonly Option<bool> _lax = new("--lax") { Description = "also answer queries without Router Alert, as Linux does for IGMP" };
    private readonly Option<bool> _vanish = new("--vanish") { Description = "end without leaving the groups" };
    private readonly SecondsOption _time = SecondsOption.Deadline("leave after so many seconds");
    private readonly GroupVersionOption _version;
    private readonly InterfaceOption _interface = new();
    private readonly NamespaceOption _namespace = new();
    private readonly OutputOptions _output;

    private HostCommand(GroupDialect dialect)
    {
        (_dialect, _version) = (dialect, GroupVersionOption.OfSpeakers(dialect));
        _output = new(GroupWords.VerbOf(dialect, "host"));
        _robustness = RobustnessOption.OfSpeakers(dialect, "how often a change is told, unless a query says otherwise");
        _hosts.Require(hosts => hosts is >= 1 and <= 100_000, "--hosts takes 1 to 100000");
        _address.Description = dialect == GroupDialect.Igmp
            ? "the first host's address, the others follow; without, all report from 0.0.0.0"
            : "the first host's link-local address, the others follow (fe80::5eff:fe00:1)";
    }

    public static Command Create(GroupDialect dialect)
    {
        var verb = new HostCommand(dialect);
        var command = new Verb("host",
            "Emulate hosts past the kernel's membership: they join, answer queries with random delays, "
            + "follow older queriers and leave at the end.",
            dialect == GroupDialect.Igmp
                ? ["rawnet igmp host -I veth0 --hosts 100 --address 198.18.1.1 --groups 239.1.1.1+10"]
                : ["rawnet mld host -I veth0 --hosts 100 --address fe80::100 --groups ff05::1+10"])
        {
            verb._groups, verb._hosts, verb._address, verb._mac, verb._robustness, verb._lax, verb._vanish, verb._time,
            verb._version, verb._interface, verb._namespace, verb._output,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        HostPlan plan = PlanOf(parsed);
        var invocation = Invocation.Of(parsed);
        if (plan.Settings.Robustness == 1)
            invocation.Complain($"a robustness of 1 survives no lost packet; {RobustnessOption.ClauseOf(_dialect)} asks for 2 or more");
        using var stop = new StopSignal();
        using IGroupRenderer renderer = GroupRenderers.Of(_output, parsed, invocation, _dialect);
        using ILoggerFactory loggers = _output.Loggers(parsed);
        using var run = new HostRun(plan, renderer, stop, loggers.CreateLogger("host"), invocation.Complain);
        RunPhase.Begin();
        var ending = new Ending(invocation);
        run.Run(ending);
        return ending.Status;
    }

    private HostPlan PlanOf(ParseResult parsed)
    {
        var groups = new HostGroupText(_dialect).Read(parsed.GetValue(_groups)!);
        Link link = _interface.Demand(parsed, "host needs an interface").Link;
        var settings = new GroupHostSettings(_dialect)
        {
            Newest = _version.Of(parsed),
            Robustness = parsed.GetValue(_robustness),
            Mtu = link.Mtu,
            RequiresRouterAlert = !parsed.GetValue(_lax),
        };
        return new(link, settings, parsed.GetValue(_hosts), AddressOf(parsed),
            MacOf(parsed), groups, parsed.GetValue(_time), parsed.GetValue(_vanish));
    }

    private NetworkAddress AddressOf(ParseResult parsed)
    {
        if (parsed.GetValue(_address) is not { } text)
            return _dialect == GroupDialect.Igmp ? _dialect.Unspecified : new RecordText(_dialect).Address("fe80::5eff:fe00:1");
        NetworkAddress address = new RecordText(_dialect).Address(text);
        if (address.IsIpv6 && !_dialect.MayReport(address))
            throw new UsageException($"{address} is not link-local: MLD is sent from fe80::/10, or from :: (RFC 9777, section 5.2.14)");
        return address.IsMulticast ? throw new UsageException($"{address} is the address of a group, not of a host") : address;
    }

    private MacAddress MacOf(ParseResult parsed) =>
        MacAddress.TryParse(parsed.GetValue(_mac)!, out MacAddress mac) && !mac.IsGroup
            ? mac
            : throw new UsageException($"'{parsed.GetValue(_mac)}' is no MAC of one host: 02:00:5e:00:00:01 is");
}
