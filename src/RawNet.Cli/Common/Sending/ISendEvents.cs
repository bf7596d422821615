using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>What happens in a run of <c>send</c>, for a renderer.</summary>
internal interface ISendEvents
{
    /// <summary>The run begins.</summary>
    void Started(SendPlan plan);

    /// <summary>Something that the person may not expect, in one sentence.</summary>
    void Noted(string sentence);

    /// <summary>The kernel took a packet; allocates nothing but where each packet is shown.</summary>
    void Sent(long number, long timeNanoseconds, ReadOnlySpan<byte> packet);

    /// <summary>The kernel refused a packet, the first one; what is sent once ends with it.</summary>
    void Refused(string sentence);

    /// <summary>A packet was seen leaving, and this is how it differs from what was asked.</summary>
    void Explained(long number, Explanation explanation);

    /// <summary>A frame that answers one of the packets.</summary>
    void Answered(in Answer answer, LinkType link, ReadOnlySpan<byte> frame);

    /// <summary>Nothing happens for a while: what is buffered may be handed over.</summary>
    void Idle();

    /// <summary>The run is over.</summary>
    void Finished(SendSummary summary);
}

/// <summary>A run in numbers.</summary>
/// <param name="Sent">Packets that the kernel took.</param>
/// <param name="Bytes">Of them all.</param>
/// <param name="Seconds">From the first to the last.</param>
/// <param name="Answers">Frames that answer one of the packets; null when none were awaited.</param>
/// <param name="Others">Other frames from where packets were sent to.</param>
internal sealed record SendSummary(long Sent, long Bytes, double Seconds, long? Answers, long Others)
{
    /// <summary>Packets that the kernel did not take.</summary>
    public long Failed { get; init; }

    /// <summary>Frames that came too fast to be looked at; an answer may be among them.</summary>
    public long Dropped { get; init; }

    /// <summary>What became of the interface that frames leave by.</summary>
    public LinkHistory Link { get; init; }
}
