namespace RawNet.Wire;

/// <summary>The kinds of one protocol, or of the items of one list: exactly one of them accepts any bytes.</summary>
internal sealed class KindSet
{
    // Told apart when a first byte is first met: of 256 a run meets few, and every start would pay for all.
    private readonly Candidate[]?[] _byFirstByte = new Candidate[256][];

    /// <exception cref="InvalidOperationException">Two kinds overlap, or not exactly one is without identity.</exception>
    public KindSet(params ReadOnlySpan<Kind> kinds)
    {
        All = kinds.ToArray();
        Kind[] fallbacks = [.. All.Where(k => k.IsFallback)];
        if (fallbacks.Length != 1) throw new InvalidOperationException($"{All[0].Protocol}: one kind takes what the others refuse, not {fallbacks.Length}");
        Fallback = fallbacks[0];
        RefuseOverlaps();
    }

    public IReadOnlyList<Kind> All { get; }

    /// <summary>The kind without identity, for what no other accepts.</summary>
    public Kind Fallback { get; }

    /// <summary>The kind of a region of <paramref name="stated"/> bytes that begins with <paramref name="bytes"/>.</summary>
    public Kind Choose(ReadOnlySpan<byte> bytes, int stated)
    {
        if (bytes.IsEmpty) return Fallback;
        foreach (Candidate candidate in _byFirstByte[bytes[0]] ??= AllowedBy(bytes[0]))
            if (candidate.Accepts(bytes, stated)) return candidate.Kind;
        return Fallback;
    }

    private void RefuseOverlaps()
    {
        for (int i = 0; i < All.Count; i++)
            for (int j = i + 1; j < All.Count; j++)
                if (!All[i].IsFallback && !All[j].IsFallback && All[i].Overlaps(All[j])) throw new InvalidOperationException($"{All[i]} and {All[j]} overlap");
    }

    private Candidate[] AllowedBy(byte first)
    {
        byte[] one = [first];
        return [.. All.Where(k => !k.IsFallback && k.Conditions.All(c => c.Accepts(one))).Select(k => new Candidate(k))];
    }

    /// <summary>A kind that the first byte allows, and the conditions that this byte does not settle.</summary>
    private readonly struct Candidate(Kind kind)
    {
        private readonly Condition[] _open = [.. kind.Conditions.Where(c => !c.IsSettledByFirstByte)];
        private readonly bool _anyLength = kind.Lengths == new LengthRange(0);

        public Kind Kind => kind;

        public bool Accepts(ReadOnlySpan<byte> bytes, int stated)
        {
            if (!_anyLength && !kind.Lengths.Accepts(stated)) return false;
            foreach (Condition condition in _open)
                if (!condition.Accepts(bytes)) return false;
            return true;
        }
    }
}
