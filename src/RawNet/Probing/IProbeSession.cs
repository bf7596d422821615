namespace RawNet.Probing;

/// <summary>A prober as a state machine: it is told the time and the bytes, owns no socket and reads no clock.
/// Times are nanoseconds of one clock that never steps.</summary>
public interface IProbeSession
{
    /// <summary>When <see cref="Poll"/> has work next; <see cref="long.MaxValue"/> when nothing but an arrival can move it.</summary>
    long NextPoll { get; }

    /// <summary>Nothing more will be sent or awaited.</summary>
    bool IsDone { get; }

    /// <summary>Lets what is overdue happen. True: this probe is to be sent now, and <see cref="Sent"/>
    /// to be called before anything else.</summary>
    /// <param name="now">The time.</param>
    /// <param name="probe">Its bytes hold until then.</param>
    bool Poll(long now, out Probe probe);

    /// <summary>The probe is on its way, or this host refused it.</summary>
    void Sent(in ProbeResult result);

    /// <summary>A message came in; everything is accepted, the session decides whether it is believed.</summary>
    void Receive(in ReceivedReply arrival);

    /// <summary>Ends the run early: what is still awaited is lost, and what has to be taken back may still be sent.</summary>
    void Stop(long now);
}
