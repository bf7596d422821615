using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>How often a layer occurred and how many of its fields were compared with a witness.</summary>
/// <param name="Layer">The protocol's name.</param>
/// <param name="Occurrences">How many such layers there were; a packet with a quoted one has two.</param>
/// <param name="Fields">How many values were compared.</param>
public readonly record struct LayerCount(string Layer, long Occurrences, long Fields);

/// <summary>What a verification has counted so far.</summary>
public sealed class Tally
{
    private readonly Dictionary<string, LayerCount> _layers = [];
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal), _unshown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<ChecksumStatus, long> _checksums = [];
    private readonly SortedDictionary<int, long> _unknownLinks = [];
    private readonly Dictionary<WitnessRule, long> _rules = [];

    /// <summary>Packets looked at.</summary>
    public long Packets { get; internal set; }

    /// <summary>Packets that the recorder lost in front of these, by their own word (epb_dropcount).</summary>
    public ulong Lost { get; internal set; }

    /// <summary>Findings in all of them.</summary>
    public long Findings { get; internal set; }

    /// <summary>Layers and fields compared, in the order in which they first occurred.</summary>
    public IReadOnlyCollection<LayerCount> Layers => _layers.Values;

    /// <summary>Names of ours that the witness does not have at all.</summary>
    public IReadOnlyCollection<string> NamesNotCompared => _names;

    /// <summary>Names that the witness has and did not show where this library shows them, with how often.</summary>
    public IReadOnlyDictionary<string, long> NamesNotShown => _unshown;

    /// <summary>Layers that only one side has a name for, with how often.</summary>
    public IReadOnlyDictionary<string, long> LayersNotCompared => _skipped;

    /// <summary>Checksums by what could be said of them.</summary>
    public IReadOnlyDictionary<ChecksumStatus, long> Checksums => _checksums;

    /// <summary>Packets of link types that no kind declares, by LINKTYPE_ number.</summary>
    public IReadOnlyDictionary<int, long> UnknownLinkTypes => _unknownLinks;

    /// <summary>Known differences between witness and documents that were met, with how often.</summary>
    public IReadOnlyDictionary<WitnessRule, long> Rules => _rules;

    /// <summary>How often any of them was met.</summary>
    public long KnownDifferences => _rules.Values.Sum();

    internal void AddChecksum(ChecksumStatus status) => _checksums[status] = _checksums.GetValueOrDefault(status) + 1;

    internal void AddUnknownLink(LinkType link) => _unknownLinks[(int)link] = _unknownLinks.GetValueOrDefault((int)link) + 1;

    internal void AddLayer(string name, long fields)
    {
        LayerCount count = _layers.GetValueOrDefault(name);
        _layers[name] = new(name, count.Occurrences + 1, count.Fields + fields);
    }

    internal void AddSkipped(string layer) => _skipped[layer] = _skipped.GetValueOrDefault(layer) + 1;

    internal void AddUnknownName(string name) => _names.Add(name);

    internal void AddNotShown(string name) => _unshown[name] = _unshown.GetValueOrDefault(name) + 1;

    internal void AddRule(WitnessRule rule) => _rules[rule] = _rules.GetValueOrDefault(rule) + 1;
}
