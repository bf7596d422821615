namespace RawNet.Probing.Groups;

/// <summary>Hosts or a querier as a state machine: told the time and what arrives, it owns no socket and reads no clock. Times are nanoseconds of one clock that never steps.</summary>
public interface IGroupEngine
{
    /// <summary>When <see cref="Poll"/> has work next; <see cref="long.MaxValue"/> when nothing but an arrival can move it.</summary>
    long NextPoll { get; }

    /// <summary>Sends and ends what is due.</summary>
    void Poll(long now);

    /// <summary>Takes a message that came in; the engine decides whether it is believed.</summary>
    void Take(long now, in GroupArrival arrival);
}
