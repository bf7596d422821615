namespace RawNet.Probing;

/// <summary>A prober as a state machine: it is told the time and the bytes, owns no socket and reads no clock. Times are nanoseconds of one clock that never steps.</summary>
public interface IProbeSession
{
    /// <summary>When <see cref="Poll"/> has work next; <see cref="long.MaxValue"/> when nothing but an arrival can move it.</summary>
    long NextPoll { get; }

    /// <summary>Nothing more will be sent or awaited.</summary>
    bool IsDone { get; }

    /// <summary>Lets what is overdue happen. True: this packet is to be sent now, and <see cref="Sent"/> or <see cref="Failed"/> to be called before anything else.</summary>
    bool Poll(long now, out ReadOnlySpan<byte> packet);

    /// <summary>The packet is on its way.</summary>
    /// <param name="time">Taken before the system call: an answer may be there before the call returns.</param>
    void Sent(long time);

    /// <summary>This host refused to send the packet.</summary>
    void Failed(long time, string error);

    /// <summary>A message came in; everything is accepted, the session decides whether it is believed.</summary>
    void Receive(in ProbeArrival arrival);

    /// <summary>Ends the run early: what is still awaited is lost.</summary>
    void Stop(long now);
}
