using RawNet.Probing;

namespace RawNet.Tests.Probing;

/// <summary>A session in virtual time: a queue of arrivals is the network, and nothing waits.</summary>
internal sealed class VirtualNetwork
{
    public const long Second = 1_000_000_000;
    public const long Millisecond = 1_000_000;
    public static readonly NetworkAddress Target = NetworkAddress.From([198, 18, 0, 2]);
    public static readonly NetworkAddress Router = NetworkAddress.From([198, 18, 0, 1]);
    public static readonly byte[] Cookie = [0xc0, 1, 2, 3, 4, 5, 6, 0xc7];
    public const ushort Identifier = 0x1234;

    private readonly PriorityQueue<Pending, long> _arrivals = new();
    private readonly Func<long, byte[], IEnumerable<Pending>> _answer;

    /// <param name="settings">Of the run.</param>
    /// <param name="answer">What comes back for request number n with these bytes; the time of an arrival counts
    /// from the request's sending.</param>
    public VirtualNetwork(PingSettings settings, Func<long, byte[], IEnumerable<Pending>> answer)
    {
        _answer = answer;
        Session = new PingSession(settings, (in PingEvent happened) => Events.Add(happened));
    }

    public PingSession Session { get; }

    public List<PingEvent> Events { get; } = [];

    public List<byte[]> Packets { get; } = [];

    public long Now { get; private set; }

    public static PingSettings Settings(long count) => new(Target, Identifier, Cookie) { Count = count };

    /// <summary>The event of an answer that is not believed, which is the only one of its run.</summary>
    public static PingEvent Refusal(Func<byte[], Pending> answer, PingSettings? settings = null)
    {
        VirtualNetwork network = new VirtualNetwork(settings ?? Settings(1), (_, request) => [answer(request)]).Run().Drain();
        Assert.Equal(0, network.Session.Statistics.Received);
        return Assert.Single(network.Events, e => e.Kind == PingEventKind.Refused);
    }

    /// <summary>Runs to the end, or for at most so many turns.</summary>
    public VirtualNetwork Run(int turns = 100_000)
    {
        for (int i = 0; i < turns && !Session.IsDone; i++)
        {
            while (_arrivals.TryPeek(out Pending? next, out long time) && time <= Now) Deliver(_arrivals.Dequeue(), time);
            if (Session.Poll(Now, out Probe probe)) Send(probe.Bytes.ToArray(), probe.Tag);
            if (!Session.IsDone)
                Now = Math.Max(Now, Math.Min(Session.NextPoll, _arrivals.TryPeek(out _, out long at) ? at : long.MaxValue));
        }
        return this;
    }

    /// <summary>What has not arrived yet arrives.</summary>
    public VirtualNetwork Drain()
    {
        while (_arrivals.TryDequeue(out Pending? next, out long time)) Deliver(next, time);
        return this;
    }

    public IEnumerable<PingEvent> Of(PingEventKind kind) => Events.Where(e => e.Kind == kind);

    private void Send(byte[] packet, long tag)
    {
        Packets.Add(packet);
        long number = Packets.Count;
        Session.Sent(new(tag, Now));
        foreach (Pending pending in _answer(number, packet)) _arrivals.Enqueue(pending, Now + pending.After);
    }

    private void Deliver(Pending arrival, long time)
    {
        Now = Math.Max(Now, time);
        Session.Receive(new ReceivedReply
        {
            Message = arrival.Message,
            Source = arrival.From,
            HopLimit = arrival.HopLimit,
            Time = time,
            Report = arrival.Report,
            Destination = arrival.Destination
        });
    }
}

/// <summary>A message on its way.</summary>
internal sealed record Pending(long After, byte[] Message)
{
    public NetworkAddress From { get; init; } = VirtualNetwork.Target;

    public NetworkAddress Destination { get; init; }

    public byte HopLimit { get; init; } = 64;

    public IcmpReport? Report { get; init; }
}
