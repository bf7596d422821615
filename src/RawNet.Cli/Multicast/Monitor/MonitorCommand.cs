using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Multicast.Common;
using Link = RawNet.Sockets.Link;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary><c>igmp monitor</c> and <c>mld monitor</c>: who wants which groups on a link.</summary>
internal sealed class MonitorCommand
{
    private const string HookHelp = "; words are split at blanks and no shell reads them; {event} {interface} {vlan} {group} {member} "
        + "{filter} {sources} {version} {members} are replaced, and are in the environment as RAWNET_GROUP and so on";
    private readonly FamilyChoice _usual;
    private readonly FamilyOption _igmp = FamilyOption.Ipv4("IGMP; with -6 both");
    private readonly FamilyOption _mld = FamilyOption.Ipv6("MLD; with -4 both");
    private readonly SecondsOption _time = SecondsOption.Deadline("end after so many seconds, with the table");
    private readonly Option<string?> _onJoin = new("--on-join")
    {
        Description = $"run this program when a host joins a group{HookHelp}",
        HelpName = "COMMAND"
    };
    private readonly Option<string?> _onLeave = new("--on-leave")
    {
        Description = "the same when a host leaves; {members} are those that are left",
        HelpName = "COMMAND"
    };
    private readonly RateOption _hookRate = new("--hook-rate", "hooks started", "as they come; more wait, in order");
    private readonly Option<bool> _noLint = new("--no-lint") { Description = "do not hold messages against the RFCs" };
    private readonly Option<bool> _lines = new("--lines") { Description = "one line an event, also on a terminal" };
    private readonly MostKeptOption _most = new("--max-members", "memberships");
    private readonly InterfaceOption _interface = new();
    private readonly NamespaceOption _namespace = new();
    private readonly CaptureOutput _output;

    private MonitorCommand(FamilyChoice usual)
    {
        (_usual, _output) = (usual, new(usual == FamilyChoice.Both ? "igmp-monitor" : "mld-monitor", "one object an event"));
    }

    /// <param name="usual">What is watched when neither -4 nor -6 is given.</param>
    public static Command Create(FamilyChoice usual)
    {
        var verb = new MonitorCommand(usual);
        string both = usual == FamilyChoice.Both ? "IGMP and MLD together" : "MLD; 'igmp monitor' shows both";
        var command = new Verb("monitor",
            $"Watch who wants which groups and sources on a link, who asks, and what breaks an RFC ({both}). Sends nothing. On a terminal "
            + "that can be drawn over a live table, else one line an event and the table at the end; SIGQUIT shows the table so far.",
            usual == FamilyChoice.Both
                ? [
                    "rawnet igmp monitor -I veth0",
                    "rawnet igmp monitor -I veth0 --json -w 60",
                    "rawnet igmp monitor -I veth0 --on-join 'logger {member} joined {group}'",
                ]
                : ["rawnet mld monitor -I veth0"])
        {
            verb._igmp, verb._mld, verb._time, verb._onJoin, verb._onLeave, verb._hookRate, verb._noLint, verb._lines, verb._most,
            verb._interface, verb._namespace, verb._output,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        MonitorPlan plan = PlanOf(parsed);
        var invocation = Invocation.Of(parsed);
        using var stop = new StopSignal();
        using var hooks = new HookRunner(HookOf(parsed, _onJoin), HookOf(parsed, _onLeave),
            parsed.GetValue(_hookRate), plan.Link.Name, invocation.Complain);
        using IMonitorRenderer renderer = RendererOf(parsed, invocation);
        using var run = new MonitorRun(plan, renderer, hooks, stop);
        stop.Status = run.RequestStatus;
        if (hooks.StartsPrograms) Headroom.CheckPrograms();
        RunPhase.Begin(startsPrograms: hooks.StartsPrograms);
        var ending = new Ending(invocation);
        ending.Run(() => renderer.Around(plan, () => run.Run(ending)));
        return ending.Status;
    }

    private static HookCommand? HookOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text ? new HookCommand(text) : null;

    private MonitorPlan PlanOf(ParseResult parsed)
    {
        Link link = _interface.Demand(parsed, "monitor needs an interface").Link;
        FamilyChoice asked = (parsed.GetValue(_igmp) ? FamilyChoice.Ipv4 : 0) | (parsed.GetValue(_mld) ? FamilyChoice.Ipv6 : 0);
        return new(link, asked == 0 ? _usual : asked, parsed.GetValue(_time), !parsed.GetValue(_noLint), parsed.GetValue(_most));
    }

    private IMonitorRenderer RendererOf(ParseResult parsed, Invocation invocation)
    {
        bool quiet = _output.IsQuiet(parsed);
        if (invocation.Json is { } lines) return new MonitorJson(lines, quiet);
        bool isTable = LiveScreen.IsPossible && !parsed.GetValue(_lines) && !quiet;
        return isTable
            ? new MonitorTable(new LiveScreen(invocation.Bytes))
            : new MonitorText(invocation.Output, quiet, invocation.Complain);
    }
}
