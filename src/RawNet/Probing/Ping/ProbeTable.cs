using System.Numerics;

namespace RawNet.Probing;

/// <summary>What became of a probe.</summary>
internal enum ProbeState : byte
{
    Waiting,
    Failed,
    Answered,
    Lost,
}

/// <summary>The probes of a run by number, counted from 1, of which the wire shows 16 bits: the last 65,536
/// are remembered, in memory taken by need.</summary>
internal sealed class ProbeTable
{
    private const int Most = 1 << 16;
    private const int First = 16;

    private readonly int _most;
    private Slot[] _slots;
    private long _oldest = 1;

    public ProbeTable(long expected)
    {
        _most = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected, 1, Most));
        _slots = new Slot[Math.Min(_most, First)];
    }

    /// <summary>The number of the last probe.</summary>
    public long Last { get; private set; }

    public int Waiting { get; private set; }

    /// <summary>The next probe would take the place of one that is still awaited.</summary>
    public bool IsFull => Waiting > 0 && Oldest <= Last + 1 - _most;

    /// <summary>The first probe that is awaited; only while <see cref="Waiting"/> is not 0.</summary>
    public long Oldest
    {
        get
        {
            while (StateOf(_oldest) != ProbeState.Waiting) _oldest++;
            return _oldest;
        }
    }

    public long Add(long time, ProbeState state)
    {
        if (Last == _slots.Length && Last < _most) Grow();
        Last++;
        _oldest = Math.Max(_oldest, Last - _slots.Length + 1);
        Place(Last) = new() { SentAt = time, State = state };
        if (state == ProbeState.Waiting) Waiting++;
        if (Waiting == 1 && state == ProbeState.Waiting) _oldest = Last;
        return Last;
    }

    public ProbeState StateOf(long number) => Place(number).State;

    public long SentAt(long number) => Place(number).SentAt;

    public void Settle(long number, ProbeState state)
    {
        ref Slot slot = ref Place(number);
        if (slot.State == ProbeState.Waiting) Waiting--;
        slot.State = state;
    }

    /// <summary>The youngest probe with these 16 bits; false when there is none or it is forgotten.</summary>
    public bool TryFind(ushort sequence, out long number)
    {
        number = Last - (ushort)(Last - sequence);
        return number >= 1 && number > Last - _slots.Length;
    }

    // Only while none has been forgotten: number n stays at n modulo the length.
    private void Grow()
    {
        Slot[] former = _slots;
        _slots = new Slot[2 * former.Length];
        for (long number = 1; number <= Last; number++) Place(number) = former[number & (former.Length - 1)];
    }

    private ref Slot Place(long number) => ref _slots[number & (_slots.Length - 1)];

    private struct Slot
    {
        public long SentAt;
        public ProbeState State;
    }
}
