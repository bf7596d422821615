using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Sending;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Send;

/// <summary>Sends messages about groups as frames: link header, IP header, Router Alert and message, as the RFC says
/// where nothing else was set.</summary>
internal sealed class GroupSender(GroupDialect dialect, InterfaceChoice choice, FieldSettings settings)
{
    /// <summary>The packets of these messages.</summary>
    public IReadOnlyList<Packet> PacketsOf(IEnumerable<GroupMessage> messages, Action<string> note)
    {
        NetworkAddress source = SourceOf(note);
        return [.. messages.SelectMany(message => settings.Apply(dialect.FrameOf(choice.Link.LinkType, source, message)))];
    }

    /// <summary>Opens what it needs, runs to the end, and gives the exit status.</summary>
    public static int Send(SendPlan plan, ISendEvents events, ILogger logger, string? file, Invocation invocation)
    {
        using var stop = new StopSignal();
        using var outlet = new FrameSender(plan.Choice!.Link, logger);
        using var addressing = new Addressing(plan.Choice);
        using CaptureFile? capture = file is null ? null : CaptureFile.OfWire(file, plan.Choice.Link);
        using WireTap? tap = capture is null ? null : WireTap.Open(plan.Choice.Link, () => capture, ExchangeOf(plan, addressing).Holds);
        Link link = plan.Choice.Link;
        using FrameSource? listener = plan.Listens
            ? FrameSource.Open(link, new() { ReceiveBuffer = SendRun.ReceiveBuffer, AllMulticast = !link.IsLoopback })
            : null;
        var run = new SendRun(plan, outlet, addressing, listener, events, stop, invocation.Complain);
        run.Open();
        RunPhase.Begin();
        tap?.Start();
        var ending = new Ending(invocation);
        run.Run(ending);
        if (tap is not null) ending.Run(tap.Close);
        if (tap is { Dropped: > 0 })
            invocation.Complain($"{tap.Dropped} frames came too fast for the recording and are missing in '{file}'");
        return ending.Status;
    }

    // The recording has the run's own frames, however wrong, and where it waits for answers what is said about groups behind them.
    private static Exchange ExchangeOf(SendPlan plan, Addressing addressing)
    {
        HashSet<string> own = [.. plan.Packets.Expand().Select(packet => Convert.ToHexString(addressing.Complete(packet).ToBytes()))];
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> sent = own.GetAlternateLookup<ReadOnlySpan<char>>();
        return new((_, frame) => sent.Contains(Convert.ToHexString(frame)), plan.Wait is null ? [] : [Relation.Membership]);
    }

    // No address before there is one: RFC 9776, 4.2.14 and RFC 9777, 5.2.14.
    private NetworkAddress SourceOf(Action<string> note)
    {
        if (OwnAddress.Of(choice, dialect) is { } own) return own;
        bool is4 = dialect == GroupDialect.Igmp;
        note($"{choice.Link.Name} has no {(is4 ? "IPv4" : "link-local IPv6")} address: the source is {dialect.Unspecified}; "
            + $"--set {(is4 ? "ip" : "ipv6")}.src=ADDRESS gives another");
        return dialect.Unspecified;
    }
}
