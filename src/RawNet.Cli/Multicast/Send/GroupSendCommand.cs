using System.CommandLine;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Sending;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Send;

/// <summary><c>igmp send report|leave|query</c> and the same of <c>mld</c>: messages by hand.</summary>
internal abstract class GroupSendCommand(GroupDialect dialect, bool hasInterval = false)
{
    private readonly GroupSendOptions _options = new(dialect, hasInterval);

    private protected GroupDialect Dialect => dialect;

    private protected GroupSendOptions Options => _options;

    public static Command Create(GroupDialect dialect) => new("send",
        "Send a message by hand: TTL 1, precedence, Router Alert, destination and MAC as the RFC says, unless --set says otherwise.")
    {
        new SendReportCommand(dialect).Create(),
        new SendLeaveCommand(dialect).Create(),
        new SendQueryCommand(dialect).Create(),
    };

    public Command Create()
    {
        Command command = Describe();
        command.Add(_options);
        command.SetAction(parsed => _options.Namespace.Run(parsed, () => Run(parsed)));
        return command;
    }

    private protected abstract Command Describe();

    /// <summary>What is to be sent on a link of this MTU.</summary>
    private protected abstract IEnumerable<GroupMessage> MessagesOf(ParseResult parsed, GroupVersion generation, int mtu);

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        GroupVersion generation = _options.Version(parsed);
        InterfaceChoice choice = _options.Interface(parsed);
        IEnumerable<GroupMessage> messages = MessagesOf(parsed, generation, _options.Mtu(parsed, choice));
        var sender = new GroupSender(dialect, choice, _options.Settings(parsed));
        IReadOnlyList<Packet> packets = sender.PacketsOf(messages, invocation.Complain);
        var plan = new SendPlan(PacketsToSend.Of(packets), SendMethod.Packet, choice, _options.Count(parsed),
            _options.Rate(parsed), _options.Wait(parsed), Explains: false);
        using ILoggerFactory loggers = _options.Output.Loggers(parsed);
        bool quiet = _options.Output.IsQuiet(parsed);
        ISendEvents events = invocation.Json is { } lines
            ? new SendJson(lines, quiet, invocation.Complain)
            : new GroupSendText(invocation.Output, quiet, invocation.Complain);
        return GroupSender.Send(plan, events, loggers.CreateLogger("send"), _options.File(parsed), invocation);
    }
}

/// <summary><c>send report</c>.</summary>
internal sealed class SendReportCommand(GroupDialect dialect) : GroupSendCommand(dialect)
{
    private readonly Argument<string[]> _records = new("RECORD")
    {
        Description = "[TYPE,]GROUP[,SOURCE...]; TYPE is is_in, is_ex, to_in, to_ex, allow, block or a number, unless said to_ex, "
            + "and with sources allow: what a host says that joins",
        Arity = ArgumentArity.OneOrMore,
    };

    private protected override Command Describe() => new Verb("report",
        "Send a report. Records go into as few messages as the MTU allows; a list of sources that is too long is split, "
        + "or cut in is_ex and to_ex.",
        Dialect == GroupDialect.Igmp
            ? [
                "rawnet igmp send report -I veth0 239.1.1.1 allow,232.1.1.1,198.18.0.9",
                "rawnet igmp send report -I veth0 --version 2 239.1.1.1 --set ip.ttl=7",
            ]
            : ["rawnet mld send report -I veth0 ff05::1234 allow,ff35::1234,2001:db8::9"])
    {
        _records
    };

    private protected override IEnumerable<GroupMessage> MessagesOf(ParseResult parsed, GroupVersion generation, int mtu)
    {
        var text = new RecordText(Dialect);
        return MessagePlan.Reports(Dialect, generation,
            [.. parsed.GetValue(_records)!.Select(r => text.Record(r, GroupRecordType.ToEx, GroupRecordType.Allow))], mtu);
    }
}

/// <summary><c>send leave</c>.</summary>
internal sealed class SendLeaveCommand(GroupDialect dialect) : GroupSendCommand(dialect)
{
    private readonly Argument<string[]> _groups = new("GROUP")
    {
        Description = "GROUP, or GROUP,SOURCE... to leave only sources of it",
        Arity = ArgumentArity.OneOrMore
    };

    private protected override Command Describe() => new Verb("leave",
        "Send what a host says that leaves: a leave or done, in the newest version a report with to_in, or with sources block.",
        Dialect == GroupDialect.Igmp
            ? ["rawnet igmp send leave -I veth0 239.1.1.1"]
            : ["rawnet mld send leave -I veth0 ff05::1234"])
    {
        _groups
    };

    private protected override IEnumerable<GroupMessage> MessagesOf(ParseResult parsed, GroupVersion generation, int mtu)
    {
        var text = new RecordText(Dialect);
        return MessagePlan.Leaves(Dialect, generation,
            [.. parsed.GetValue(_groups)!.Select(r => text.Record(r, GroupRecordType.ToIn, GroupRecordType.Block))], mtu);
    }
}

/// <summary><c>send query</c>.</summary>
internal sealed class SendQueryCommand(GroupDialect dialect) : GroupSendCommand(dialect, hasInterval: true)
{
    private readonly Argument<string?> _group = new("GROUP")
    {
        Description = "GROUP, or GROUP,SOURCE... to ask for sources of it; without it the query asks for all groups",
        Arity = ArgumentArity.ZeroOrOne
    };
    private readonly SecondsOption _response = new(
        "-r",
        "--max-response",
        $"within which hosts answer, {Seconds(GroupDefaults.QueryResponseInterval)} unless said, "
        + $"{Seconds(GroupDefaults.LastMemberQueryInterval)} about one group (RFC 9776, 8.3 and 8.8)");
    private readonly RobustnessOption _robustness = RobustnessOption.OfMessages();
    private readonly QueryIntervalOption _interval = new("the interval that the query tells");
    private readonly Option<bool> _suppress = new("--suppress") { Description = "set the S flag: routers do not lower their timers" };

    private protected override Command Describe() => new Verb("query", "Send a query. Sources beyond the MTU go into further queries.",
        Dialect == GroupDialect.Igmp
            ? ["rawnet igmp send query -I veth0 --wait 10", "rawnet igmp send query -I veth0 -r 1 239.1.1.1"]
            : ["rawnet mld send query -I veth0", "rawnet mld send query -I veth0 -r 1 ff05::1234"])
    {
        _group, _response, _robustness, _interval, _suppress
    };

    private protected override IEnumerable<GroupMessage> MessagesOf(ParseResult parsed, GroupVersion generation, int mtu)
    {
        MembershipRecord? asked = parsed.GetValue(_group) is { } text
            ? new RecordText(Dialect).Record(text, GroupRecordType.IsIn, GroupRecordType.IsIn)
            : null;
        var times = new QueryTimes(Dialect, generation, Invocation.Of(parsed).Complain);
        foreach (Option option in (Option[])[_robustness, _interval, _suppress])
            if (parsed.GetResult(option) is { Implicit: false }) times.DemandNewest(option.Name);
        times.Robustness(parsed.GetValue(_robustness));
        TimeSpan response = times.Response(_response.Name, parsed.GetValue(_response))
            ?? (asked is null ? GroupDefaults.QueryResponseInterval : GroupDefaults.LastMemberQueryInterval);
        var query = new GroupQuery(generation, asked?.Group, asked?.Sources ?? SourceSet.Empty, response)
        {
            Robustness = parsed.GetValue(_robustness),
            QueryInterval = times.Interval(_interval.Name, parsed.GetValue(_interval)) ?? GroupDefaults.QueryInterval,
            SuppressesTimers = parsed.GetValue(_suppress),
        };
        return MessagePlan.Queries(Dialect, Dialect.AsSent(query), mtu);
    }

    private static string Seconds(TimeSpan time) => GroupWords.SecondsOf(time);
}
