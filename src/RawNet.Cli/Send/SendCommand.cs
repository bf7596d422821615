using System.CommandLine;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Sending;
using RawNet.Cli.Common.Signals;
using RawNet.Probing;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Send;

/// <summary><c>send</c>: packets out of expressions onto the network.</summary>
internal sealed class SendCommand
{
    private readonly ExpressionArgument _expression = new();
    private readonly Option<SendMethod?> _via = new("--via")
    {
        Description = "raw: with the IP header as given; ip: the kernel writes the IP header; packet: whole frames as given. "
            + "Unless said, raw for ip and ipv6, packet for a link layer",
        HelpName = "raw|ip|packet",
    };

    private readonly CountOption _count = CountOption.OfRounds("all packets of the expression");
    private readonly RateOption _rate = RateOption.OfSending("packets");
    private readonly WaitOption _wait = new();
    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "look at each packet on its way out and say field by field what the kernel changed"
    };
    private readonly InterfaceOption _interface = new();
    private readonly NamespaceOption _namespace = new();
    private readonly OutputOptions _output = new("send");

    public static Command Create()
    {
        var verb = new SendCommand();
        var command = new Verb("send",
            "Send the packets of an expression. An open source address is the route's or the interface's, ARP's too; "
            + "lengths and checksums are computed unless given.",
            "rawnet send --wait 2 ip dst=198.18.0.2 ttl=1..5 / icmp.echo ident=7",
            "rawnet send --wait 1 -I veth0 eth / arp dst.proto_ipv4=198.18.0.2",
            "rawnet send --explain ip dst=198.18.0.2 id=0 / udp dstport=9 / data text:hello")
        {
            verb._via, verb._count, verb._rate, verb._explain, verb._expression, verb._wait, verb._interface, verb._namespace, verb._output,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (!_expression.IsGiven(parsed) && _wait.NotTaken(parsed) is null)
            throw new UsageException("send needs an expression: rawnet send ip dst=198.18.0.2 / icmp.echo");
        SendPlan plan = PlanOf(parsed);
        using ILoggerFactory loggers = _output.Loggers(parsed);
        ILogger logger = loggers.CreateLogger("send");
        using var stop = new StopSignal();
        using var addressing = new Addressing(plan.Choice)
        {
            Identifier = plan.Wait is null ? null : (ushort)KernelRandom.Between(1, 1 << 16)
        };
        using PacketSender outlet = Open(plan, addressing, logger);
        using FrameSource? tap = plan.Listens
            ? FrameSource.Open(LinkOf(plan, addressing), new() { ReceiveBuffer = SendRun.ReceiveBuffer })
            : null;
        var invocation = Invocation.Of(parsed);
        bool quiet = _output.IsQuiet(parsed);
        ISendEvents events = invocation.Json is { } lines
            ? new SendJson(lines, quiet, invocation.Complain)
            : new SendText(invocation.Output, quiet, invocation.Complain);
        var run = new SendRun(plan, outlet, addressing, tap, events, stop, invocation.Complain);
        run.Open();
        RunPhase.Begin();
        var ending = new Ending(invocation);
        run.Run(ending);
        return ending.Status;
    }

    private SendPlan PlanOf(ParseResult parsed)
    {
        Expression expression = _expression.Of(parsed, _wait.NotTaken(parsed));
        InterfaceChoice? choice = _interface.Of(parsed);
        SendMethod via = parsed.GetValue(_via) ?? (IsIp(expression) ? SendMethod.Raw : SendMethod.Packet);
        Check(expression, via, choice);
        return new(PacketsToSend.Of(expression), via, choice, parsed.GetValue(_count) ?? 1,
            parsed.GetValue(_rate), _wait.Of(parsed), parsed.GetValue(_explain));
    }

    private static bool IsIp(Expression expression) => expression.LinkType is LinkType.Ipv4 or LinkType.Ipv6;

    private static void Check(Expression expression, SendMethod via, InterfaceChoice? choice)
    {
        if (via != SendMethod.Packet && !IsIp(expression))
            throw new UsageException($"--via {SendText.NameOf(via)} sends IP packets: "
                + "the expression begins with ip or ipv6, as in 'ip dst=198.18.0.2 / icmp.echo'");
        if (via != SendMethod.Packet) return;
        if (expression.LinkType is null)
            throw new UsageException("the expression says no way to its destination: begin with ip, ipv6 or a link layer such as eth");
        if (choice is null)
            throw new UsageException($"frames leave by an interface: say which by -I, one of {InterfaceOption.NamesOf(Link.All())}");
        LinkType wanted = choice.Link.LinkType;
        bool fits = expression.LinkType == wanted || (wanted is LinkType.Raw or LinkType.LinuxSll && IsIp(expression));
        if (wanted is not (LinkType.Ethernet or LinkType.Raw or LinkType.LinuxSll))
            throw new UsageException($"no frames can be built for {choice.Link.Name}, whose link type is {(int)wanted}: "
                + "rawnet sends on Ethernet and on what carries bare IP packets");
        if (!fits)
            throw new UsageException($"frames on {choice.Link.Name} begin with {(wanted == LinkType.Ethernet ? "eth" : "ip or ipv6")}, "
                + "not with what this expression begins with");
    }

    private static PacketSender Open(SendPlan plan, Addressing addressing, ILogger logger) => plan.Via switch
    {
        SendMethod.Raw => new RawSender(plan.Choice, addressing, logger),
        SendMethod.Ip => new KernelHeaderSender(plan.Choice, addressing, plan.Packets.Protocols, logger),
        _ => new FrameSender(plan.Choice!.Link, logger),
    };

    // Where the only destination leaves; packets that vary may leave anywhere.
    private static Link? LinkOf(SendPlan plan, Addressing addressing)
    {
        if (plan.Choice is { } choice) return choice.Link;
        if (plan.Packets.Varies) return null;
        IpMessage message = IpMessage.Of(LinkType.Raw, plan.Packets.Expand().First().ToBytes());
        bool isRouted = message.IsThere && !message.Destination.IsUnspecified;
        return isRouted ? Link.ByIndex(Route.To(addressing.WithScope(message.Destination).ToIPAddress()).InterfaceIndex) : null;
    }
}
