using RawNet.Protocols;

namespace RawNet.Verification;

/// <summary>The names that a witness knows.</summary>
public sealed class WitnessNames
{
    private readonly Dictionary<string, bool> _isBytes = [];
    private readonly HashSet<string> _bare = [];

    /// <summary>These and no others.</summary>
    public static WitnessNames Of(IEnumerable<string> known)
    {
        var names = new WitnessNames();
        foreach (string name in known) names._isBytes[name] = false;
        return names;
    }

    /// <summary>Reads the list that <c>tshark -G fields</c> prints line by line and keeps the names whose first word is the first
    /// word of a name of ours.</summary>
    /// <remarks>A field's line is F, description, name, type, parent, base, mask, description, with tabs between.</remarks>
    public static WitnessNames Read(TextReader lines)
    {
        var names = new WitnessNames();
        HashSet<string> families = [.. Registry.Kinds.Kinds.SelectMany(k => k.Table.Fields).Select(f => FirstWord(f.Name)), "frame"];
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ours = families.GetAlternateLookup<ReadOnlySpan<char>>();
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith("F\t", StringComparison.Ordinal)) continue;
            string[] columns = line.Split('\t');
            if (columns.Length <= 3 || !ours.Contains(FirstWord(columns[2]))) continue;
            if (columns[3] is "FT_NONE") names._bare.Add(columns[2]);
            else names._isBytes[columns[2]] = names._isBytes.GetValueOrDefault(columns[2]) || columns[3] is "FT_BYTES" or "FT_UINT_BYTES";
        }
        return names;
    }

    /// <summary>Whether there is a field of this name that has a value.</summary>
    public bool Has(string name) => _isBytes.ContainsKey(name);

    /// <summary>Whether the field of this name only marks a place: the witness shows no value of it.</summary>
    public bool IsBare(string name) => _bare.Contains(name);

    /// <summary>How many names were kept.</summary>
    public int Count => _isBytes.Count;

    /// <summary>The protocols whose layers are to be shown; all others would dissect what this library leaves as data.</summary>
    public static IReadOnlySet<string> Protocols { get; } = Registry.Kinds.Kinds.Select(k => k.Protocol.Name).ToHashSet();

    /// <summary>True when values of that name are hexadecimal digits even without a prefix.</summary>
    internal bool AreBytes(string name) => _isBytes.GetValueOrDefault(name);

    /// <summary>True for the verdict on a checksum.</summary>
    internal static bool AreVerdicts(string name) =>
        name.EndsWith(".checksum.status", StringComparison.Ordinal) || name == $"{EthernetFcs.FrameCheckSequence.Name}.status";

    private static string FirstWord(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : name;
}
