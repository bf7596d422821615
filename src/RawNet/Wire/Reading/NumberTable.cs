using System.Collections.Frozen;

namespace RawNet.Wire;

/// <summary>The kinds that follow by the numbers of one space: IP protocol numbers by index, wider ones by hash.</summary>
internal sealed class NumberTable
{
    private readonly KindSet?[] _small = new KindSet?[256];
    private readonly FrozenDictionary<ulong, KindSet> _others;

    public NumberTable(Demux space, IEnumerable<(ulong Number, KindSet Set)> numbers)
    {
        Space = space;
        Dictionary<ulong, KindSet> others = [];
        foreach ((ulong number, KindSet set) in numbers)
        {
            if (number < (ulong)_small.Length) _small[number] = set;
            else others.Add(number, set);
        }
        _others = others.ToFrozenDictionary();
    }

    public Demux Space { get; }

    public KindSet? Find(ulong number) => number < (ulong)_small.Length ? _small[number] : _others.GetValueOrDefault(number);
}
