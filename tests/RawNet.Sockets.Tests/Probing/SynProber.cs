using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets.Tests.Probing;

/// <summary>A prober that nobody had in mind when the seam was made: TCP ports of one host, half open as nmap's -sS.
/// It is all that such a prober takes.</summary>
/// <param name="link">What the packet begins with.</param>
/// <param name="syn">A segment with SYN to the host, its destination port of no matter.</param>
/// <param name="ports">Which ports.</param>
/// <param name="wait">Nanoseconds that the last one is waited for.</param>
internal sealed class SynProber(LinkType link, Packet syn, IReadOnlyList<ushort> ports, long wait) : IProbeSession
{
    private readonly Template _segment = syn.Compile();
    private readonly ReplyMatcher _questions = new();
    private readonly SortedDictionary<ushort, string> _states = new(ports.ToDictionary(port => port, _ => "filtered"));
    private int _sent, _answered;
    private long _end = long.MaxValue;

    /// <summary>open, closed or filtered, by port.</summary>
    public IReadOnlyDictionary<ushort, string> States => _states;

    public bool IsDone { get; private set; }

    public long NextPoll => IsDone ? long.MaxValue : _sent < ports.Count ? long.MinValue : _end;

    public bool Poll(long now, out Probe probe)
    {
        probe = default;
        IsDone |= now >= _end || _answered == ports.Count;
        if (IsDone || _sent == ports.Count) return false;
        _segment.Set(Tcp.DestinationPort, ports[_sent]);
        probe = new() { Bytes = _segment.Bytes, Tag = _sent };
        return true;
    }

    public void Sent(in ProbeResult result)
    {
        if (result.Failure is null) _questions.Ask(result.Tag, result.Time, link, _segment.Bytes);
        if (++_sent == ports.Count) _end = result.Time + wait;
    }

    public void Receive(in ReceivedReply arrival)
    {
        Reply reply = _questions.Find(arrival.Link!.Value, arrival.Message);
        if (reply.Relation != Relation.Ports
            || !Tcp.Kind.TryView(IpMessage.Of(arrival.Link.Value, arrival.Message).Message, out View segment))
            return;
        ushort port = ports[(int)reply.Number];
        if (_states[port] != "filtered") return;
        _states[port] = segment.Get(Tcp.Flags).HasFlag(TcpFlags.Rst) ? "closed" : "open";
        _answered++;
    }

    public void Stop(long now) => IsDone = true;
}
