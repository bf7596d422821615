using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Join;

/// <summary><c>igmp join</c> and <c>mld join</c>: membership through the kernel.</summary>
internal sealed class JoinCommand
{
    private readonly GroupDialect _dialect;
    private readonly Argument<string[]> _groups;
    private readonly SecondsOption _time = SecondsOption.Deadline("leave after so many seconds");
    private readonly WriteOption _write = WriteOption.Recording("the kernel's messages");
    private readonly InterfaceOption _interface = new();
    private readonly NamespaceOption _namespace = new();
    private readonly CaptureOutput _output;

    private JoinCommand(GroupDialect dialect)
    {
        (_dialect, _output) = (dialect, new(GroupWords.VerbOf(dialect, "join"), "one object an event"));
        (string any, string one, string not) = dialect == GroupDialect.Igmp
            ? ("239.1.1.1", "232.1.1.1@198.18.0.9,198.18.0.10", "239.1.1.1@~198.18.0.9")
            : ("ff05::1234", "ff35::1234@2001:db8::9,2001:db8::10", "ff05::1234@~2001:db8::9");
        _groups = new("GROUP")
        {
            Description = $"GROUP from any source ({any}), GROUP@SOURCE,... only from these ({one}), GROUP@!SOURCE,... from all but these; "
                + $"~ is ! for shells ({not})",
            Arity = ArgumentArity.OneOrMore,
        };
    }

    public static Command Create(GroupDialect dialect)
    {
        var verb = new JoinCommand(dialect);
        var command = new Verb("join",
            "Join groups through the kernel until Ctrl-C, and show what it then puts on the wire. Each group is on a socket of its own.",
            dialect == GroupDialect.Igmp
                ? [
                    "rawnet igmp join -I veth0 239.1.1.1",
                    "rawnet igmp join -I veth0 -w 10 232.1.1.1@198.18.0.9,198.18.0.10",
                ]
                : ["rawnet mld join -I veth0 ff05::1234"])
        {
            verb._groups, verb._time, verb._write, verb._interface, verb._namespace, verb._output,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        IReadOnlyList<WantedGroup> groups = new WantedGroupText(_dialect).Read(parsed.GetValue(_groups)!);
        Link link = _interface.Of(parsed)?.Link ?? Link.ByIndex(Route.To(groups[0].Group).InterfaceIndex);
        var plan = new JoinPlan(_dialect, link, groups, parsed.GetValue(_time), parsed.GetValue(_write));
        var invocation = Invocation.Of(parsed);
        bool quiet = _output.IsQuiet(parsed);
        foreach (WantedGroup group in groups.Where(g => !quiet && !_dialect.IsReported(NetworkAddress.From(g.Group))))
            invocation.Complain($"{group.Group} is never reported ({NeverReported}): the kernel sends nothing about it");
        return Run(plan, invocation.Json is { } lines
            ? new JoinJson(lines, quiet)
            : new JoinText(invocation.Output, quiet, invocation.Complain), invocation);
    }

    private string NeverReported =>
        _dialect == GroupDialect.Igmp ? "all hosts are in it, RFC 9776, 5" : "all nodes, and what stays in the host, RFC 9777, 6";

    private static int Run(JoinPlan plan, IJoinEvents events, Invocation invocation)
    {
        using var stop = new StopSignal();
        using var run = new JoinRun(plan, events, stop, invocation.Complain);
        RunPhase.Begin();
        var ending = new Ending(invocation);
        run.Run(ending);
        return ending.Status;
    }
}
