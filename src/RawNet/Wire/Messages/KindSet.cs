namespace RawNet.Wire;

/// <summary>The kinds of one protocol, or of the items of one list: exactly one of them accepts any bytes.</summary>
internal sealed class KindSet
{
    private readonly Candidate[] _told;

    // Filled when a first byte is first met: of 256 a run meets few, and every start would pay for all.
    private readonly Candidate[]?[] _byFirstByte = new Candidate[256][];

    /// <exception cref="InvalidOperationException">Two kinds overlap, or not exactly one is without identity.</exception>
    public KindSet(params ReadOnlySpan<Kind> kinds)
    {
        All = kinds.ToArray();
        Kind[] fallbacks = [.. All.Where(k => k.IsFallback)];
        if (fallbacks.Length != 1)
            throw new InvalidOperationException($"{All[0].Protocol}: one kind takes what the others refuse, not {fallbacks.Length}");
        Fallback = fallbacks[0];
        _told = [.. All.Where(k => !k.IsFallback).Select(k => new Candidate(k))];
        RefuseOverlaps();
        Fallback.TakesWhatRefuse([.. _told.Select(candidate => candidate.Kind)]);
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
        for (int i = 0; i < _told.Length; i++)
            for (int j = i + 1; j < _told.Length; j++)
                if (_told[i].Kind.Overlaps(_told[j].Kind))
                    throw new InvalidOperationException($"{_told[i].Kind} and {_told[j].Kind} overlap");
    }

    private Candidate[] AllowedBy(byte first)
    {
        int count = 0;
        foreach (Candidate candidate in _told)
            if (candidate.Allows(first)) count++;
        var allowed = new Candidate[count];
        foreach (Candidate candidate in _told)
            if (candidate.Allows(first)) allowed[^count--] = candidate;
        return allowed;
    }

    /// <summary>A kind, and the conditions that a first byte does not settle.</summary>
    private readonly struct Candidate(Kind kind)
    {
        private readonly Condition[] _open = [.. kind.Conditions.Where(c => !c.IsSettledByFirstByte)];
        private readonly bool _anyLength = kind.Lengths == new LengthRange(0);

        public Kind Kind => kind;

        public bool Allows(byte first)
        {
            foreach (Condition condition in kind.Conditions)
                if (!condition.Accepts([first])) return false;
            return true;
        }

        public bool Accepts(ReadOnlySpan<byte> bytes, int stated)
        {
            if (!_anyLength && !kind.Lengths.Accepts(stated)) return false;
            foreach (Condition condition in _open)
                if (!condition.Accepts(bytes)) return false;
            return true;
        }
    }
}
