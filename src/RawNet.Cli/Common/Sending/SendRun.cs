using System.Diagnostics;
using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Probing;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>Sends what a plan says, at its rate, and listens beside it where it wants that.</summary>
internal sealed class SendRun(SendPlan plan, PacketSender outlet, Addressing addressing,
    FrameSource? tap, ISendEvents events, StopSignal stop, Action<string> note)
{
    /// <summary>Bytes of what may wait in the kernel while packets are sent.</summary>
    public const int ReceiveBuffer = 8 << 20;

    private static readonly TimeSpan _ownPacketPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _shortestWait = TimeSpan.FromMilliseconds(1);
    private readonly Pace _pace = new(plan.Rate);
    private readonly ReplyMatcher _questions = new();
    private long _sent, _failed, _bytes, _answered, _others, _first, _last;
    private FrameLoop? _listening;
    private bool _isExplaining;
    private byte[]? _awaited;
    private Explanation? _explanation;
    private SystemCallException? _refusal;

    /// <summary>Opens and asks what the first packet needs.</summary>
    /// <exception cref="UsageException">It cannot be sent this way.</exception>
    /// <exception cref="SystemCallException">The kernel refused.</exception>
    public void Open()
    {
        if (plan.Packets.Expand().FirstOrDefault() is not { } packet) return;
        Packet complete = addressing.Complete(packet);
        if (plan.Via == SendMethod.Ip) KernelHeader.RefuseWhatItCannotCarry(complete);
        outlet.Prepare(complete.Compile().Memory);
    }

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(Ending ending)
    {
        if (tap is not null)
            _listening = new(tap, Consider) { IsEnough = () => _isExplaining && _explanation is not null, IsStopWanted = () => stop.IsSet };
        stop.Status = () =>
            note($"{Counted.Of(_sent, "packet")} sent so far{(plan.Wait is null ? "" : $", {Counted.Of(_answered, "answer")}")}");
        ending.Run(() =>
        {
            events.Started(plan);
            if (!SendAll()) ending.Worsen(ExitCode.SaidNo);
            else if (plan.Wait is { } wait) Listen(wait);
        });
        double seconds = Stopwatch.GetElapsedTime(_first, _last).TotalSeconds;
        ending.Summarize(() => events.Finished(new(_sent, _bytes, seconds, plan.Wait is null ? null : _answered, _others)
        {
            Failed = _failed,
            Dropped = plan.Wait is null ? 0 : tap!.Socket.ReadCount().Dropped,
            Link = outlet.History,
        }));
        if (_refusal is not null) ending.Keep(_refusal);
        if (plan.Wait is not null && _answered == 0) ending.Worsen(ExitCode.SaidNo);
    }

    private void Listen(TimeSpan wait)
    {
        events.Idle();
        _listening!.Run(wait);
    }

    private bool SendAll()
    {
        foreach (Packet packet in Packets())
        {
            Packet complete = addressing.Complete(packet);
            ReadOnlyMemory<byte> bytes = complete.Compile().Memory;
            NoteChanges(complete, bytes.Span);
            if (!SendOften(bytes)) return false;
            if (stop.IsSet) break;
        }
        return true;
    }

    // One packet is built once and sent often; packets that vary are built each time, and each round draws anew.
    private IEnumerable<Packet> Packets()
    {
        if (!plan.Packets.Varies) return plan.Packets.Expand();
        return Rounds().SelectMany(_ => plan.Packets.Expand());
    }

    private IEnumerable<long> Rounds()
    {
        for (long round = 0; plan.Count == 0 || round < plan.Count; round++) yield return round;
    }

    private void NoteChanges(Packet packet, ReadOnlySpan<byte> bytes)
    {
        if (plan.Via == SendMethod.Ip) KernelHeader.RefuseWhatItCannotCarry(packet);
        if (_sent > 0) return;
        string? note = plan.Via switch
        {
            SendMethod.Raw => KernelHeader.Overwritten(packet),
            SendMethod.Packet => KernelHeader.Undirected(packet, bytes),
            _ => null
        };
        if (note is not null) events.Noted(note);
    }

    private bool SendOften(ReadOnlyMemory<byte> packet)
    {
        outlet.Prepare(packet);
        long repeats = plan.Packets.Varies ? 1 : plan.Count == 0 ? long.MaxValue : plan.Count;
        for (; repeats > 0; repeats--)
        {
            AwaitTurn();
            if (stop.IsSet) return true;
            if (!SendOne(packet.Span)) return false;
        }
        return true;
    }

    private bool SendOne(ReadOnlySpan<byte> packet)
    {
        long now = MonotonicClock.TimeOfDay;
        if (plan.Wait is not null) _questions.Ask(_sent + 1, tap!.Now, plan.Link, packet);
        try
        {
            outlet.Send();
        }
        catch (SystemCallException refusal) when (refusal.Kind == FailureKind.Network)
        {
            if (_failed++ == 0) events.Refused(Sentence(refusal));
            _refusal ??= refusal;
            return IsRepeated && IsPassing(refusal.ErrorName);
        }
        Count(packet.Length);
        events.Sent(_sent, now, packet);
        if (plan.Explains) Explain(packet);
        return true;
    }

    private bool IsRepeated => plan.Count != 1 || plan.Packets.Varies;

    // A full queue, a link that flaps, a route that comes back: what is sent again and again lives with a loss.
    // An interface that is gone for good is ENODEV.
    private static bool IsPassing(string errorName) => errorName is "ENOBUFS" or "ENETDOWN" or "ENXIO" or "ENETUNREACH" or "EHOSTUNREACH";

    private void Count(int length)
    {
        _last = Stopwatch.GetTimestamp();
        if (_sent == 0) _first = _last;
        _sent++;
        _bytes += length;
    }

    private string Sentence(SystemCallException refusal)
    {
        string advice = outlet.AdviceOn(refusal.ErrorName) ?? refusal.Fix;
        string about = refusal.Subject.Length > 0 ? $" {refusal.Subject}" : "";
        return $"{refusal.Operation}{about}: {refusal.ErrorName}{(advice.Length > 0 ? ": " : "")}{advice}";
    }

    private void AwaitTurn()
    {
        if (_pace.Left > TimeSpan.Zero) events.Idle();
        while (_pace.Left is { Ticks: > 0 } left && !stop.IsSet)
        {
            if (tap is null) stop.Wait(left > _shortestWait ? left : _shortestWait);
            else _listening!.Run(left);
        }
        if (plan.Rate == 0) _listening?.Run(TimeSpan.Zero);
        _pace.Advance();
    }

    private void Explain(ReadOnlySpan<byte> packet)
    {
        (_awaited, _explanation, _isExplaining) = (packet.ToArray(), null, true);
        _listening!.Run(_ownPacketPatience);
        events.Explained(_sent, Seen);
        (_awaited, _isExplaining) = (null, false);
    }

    private Explanation Seen => _explanation ?? Explanation.NotSeen;

    private void Consider(in CapturedPacket packet)
    {
        if (_awaited is { } own && IsOwn(packet, own))
        {
            int offset = plan.Via == SendMethod.Packet ? 0 : IpMessage.Of(packet.LinkType, packet.Data).Header.Offset;
            _explanation = Explanation.Of(plan.Via, plan.Link, own, packet.Data[offset..]);
            _awaited = null;
            return;
        }
        bool mayAnswer = plan.Wait is not null && packet.Direction != PacketDirection.Outbound;
        if (!mayAnswer || _questions.Find(packet.LinkType, packet.Data) is not { Relation: not Relation.None } reply) return;
        // What waited in the socket when the question went out answers another one.
        if (reply.AskedAt <= tap!.Time)
            Report(packet, new(reply.Relation, reply.Number, reply.From, tap!.Arrival.TimeNanoseconds,
                tap.Time - reply.AskedAt, tap.Arrival.WireLength));
    }

    private void Report(in CapturedPacket packet, in Answer answer)
    {
        if (answer.Relation == Relation.Other) _others++;
        else if (answer.Relation != Relation.Fragment) _answered++;
        events.Answered(answer, packet.LinkType, packet.Data);
    }

    // The kernel may cut a packet into fragments and rewrite its IP header, nothing else.
    private bool IsOwn(in CapturedPacket packet, ReadOnlySpan<byte> own)
    {
        if (packet.Direction == PacketDirection.Inbound) return false;
        if (plan.Via == SendMethod.Packet) return packet.Data.SequenceEqual(own);
        IpMessage asked = IpMessage.Of(plan.Link, own), seen = IpMessage.Of(packet.LinkType, packet.Data);
        if (!seen.IsThere || asked.Destination != seen.Destination) return false;
        ReadOnlySpan<byte> asks = Behind(asked, own), sees = Behind(seen, packet.Data);
        return asks.StartsWith(sees) && sees.IsEmpty == asks.IsEmpty;
    }

    // Everything behind the IP header, whatever its length field states.
    private static ReadOnlySpan<byte> Behind(scoped in IpMessage message, ReadOnlySpan<byte> frame) =>
        frame[(message.Header.Offset + message.Header.HeaderLength)..];
}
